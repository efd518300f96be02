"""What a day brought, and how it stands against a bank's word."""
