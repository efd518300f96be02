"""What is owed, and the choice of what to pay."""
