"""Payment attempts and what hangs on them."""
