"""What people and programs type, in the one form that the portal works with."""
