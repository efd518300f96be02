"""Paying for somebody else: a customer sends a cart by a link, and whoever opens it pays."""
