"""The schema's scripts, and their installation."""
