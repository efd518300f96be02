"""Cartas and what goes with them."""
