"""What a customer owes, and the cart."""
