"""How the plan of each lot goes."""
