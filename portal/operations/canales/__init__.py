"""Channels: their registration, their credentials, the tokens that are given for these, and their quotas."""
