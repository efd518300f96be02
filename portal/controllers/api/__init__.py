"""The channels' door: JSON, a Bearer token, the seed's names."""
