"""What was paid, by when and for what; and how an account stood."""
