"""The embedded engine: SQLite, with PACK_PAGO_WS written over rules."""
