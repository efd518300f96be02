"""Channels: what they may do, their credentials, and how much of their quotas they used."""
