"""What a page of debts costs: drawing it, and all of its request."""
