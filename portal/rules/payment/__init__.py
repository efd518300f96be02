"""What happens to a payment."""
