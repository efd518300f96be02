"""What the staff do: days, extracts, requests."""
