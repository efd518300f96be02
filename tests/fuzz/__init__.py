"""Thousands of requests that Schemathesis makes from the API's own document, against a server in its own process."""
