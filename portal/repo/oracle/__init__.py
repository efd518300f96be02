"""The Oracle engine: python-oracledb's blocking thin driver, its waits taken by turns with the loop."""
