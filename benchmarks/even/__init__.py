"""Whether a request costs more where there is more history: two embedded databases, side by side."""
