"""What stands around the whole application, before any route is known."""
