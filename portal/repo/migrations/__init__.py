"""By which numbered steps a database of an older portal comes to the schema of this one."""
