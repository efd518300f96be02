"""A payment, from its claim to whatever ends it."""
