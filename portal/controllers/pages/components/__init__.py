"""The page of components, for whoever changes how the portal looks."""
