"""The repository layer: one protocol, its engines, and the SQL of the portal's own tables."""
