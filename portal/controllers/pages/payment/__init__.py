"""From the review of a cart to its receipt."""
