"""The SQL of the portal's own tables, one file a noun: the same text runs on Oracle 19c and on SQLite."""
