"""The Oracle engine: the asyncio side of python-oracledb's thin driver, each transaction in a task of its own."""
