"""Opening another's documento: asked for, given, chosen and taken away."""
