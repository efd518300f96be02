"""Decisions: pure functions on structs, without a clock, a database or a request."""
