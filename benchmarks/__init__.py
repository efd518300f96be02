"""Measurements that decisions rest on; none of them is a test."""
