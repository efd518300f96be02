"""Bugs planted one at a time in a copy of the portal, each with the test that has to find it."""
