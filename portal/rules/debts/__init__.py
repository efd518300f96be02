"""Which debts may be paid, and what is left."""
