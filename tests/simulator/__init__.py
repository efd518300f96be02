"""Seeded histories of several instances on one real database, with faults, against what must always hold."""
