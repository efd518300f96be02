"""Cartas: what the portal writes to people by mail."""
