"""Reaching the database: addresses, connections, their pool, and what each failure means."""
