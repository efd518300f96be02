"""What the stand-in answers instead of a result."""

# After one of these the server closes the connection, as a database would.
FATAL_CODES = frozenset((28, 31, 45, 600, 603, 1012, 1089, 1092, 2396, 3113, 3114, 3135))


class OracleError(Exception):
    """Raised by a handler, it is the driver's DatabaseError with ORA-nnnnn."""

    def __init__(self, code: int, message: str = "") -> None:
        self.code = abs(code)  # RAISE_APPLICATION_ERROR(-20001, ...)
        self.message = message if message.startswith("ORA-") else f"ORA-{self.code:05d}: {message}".rstrip()
        super().__init__(self.message)


class Unsupported(OracleError):
    """The request uses something that this stand-in does not have."""

    def __init__(self, what: str) -> None:
        super().__init__(3001, f"unimplemented feature: {what}")
