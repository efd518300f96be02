"""Payment gateways behind one protocol."""
