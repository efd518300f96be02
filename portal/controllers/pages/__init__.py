"""The customers' door: pages and fragments, a cookie."""
