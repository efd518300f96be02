"""Files that people bring, read row by row: everything in them is right, or nothing is loaded."""
