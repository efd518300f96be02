"""What a customer has paid, and how that leaves what they owe."""
