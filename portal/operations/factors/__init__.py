"""Second factors: signing in by them, proving again to be oneself, and managing one's own."""
