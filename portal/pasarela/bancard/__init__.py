"""Bancard vPOS 2.0 behind the protocol of gateways."""
