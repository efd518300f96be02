"""Who may do what, and how often a password may be tried."""
