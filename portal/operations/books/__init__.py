"""The audit, and whether the books are right."""
