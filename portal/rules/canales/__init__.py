"""What a channel may do, from where, with which codes, and how much of it."""
