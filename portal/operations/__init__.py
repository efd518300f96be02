"""What the portal does, for both doors."""
