"""The Oracle engine: python-oracledb's blocking thin driver, each connection in one thread at a time."""
