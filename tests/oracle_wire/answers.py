"""The messages that end a call."""

from typing import TYPE_CHECKING

from tests.oracle_wire.constants import MSG_PARAMETER
from tests.oracle_wire.primitives import llv, lv, ub

if TYPE_CHECKING:
    from tests.oracle_wire.session import Session

IN_TRANSACTION = b"\x01\x02"


def status(session: "Session") -> bytes:
    """The end of a simple call. The driver trusts what it says of the transaction: without it, it sends no ROLLBACK
    when a connection goes back to the pool."""
    return b"\x09" + (IN_TRANSACTION if session.in_txn else b"\0") + b"\0"


def error(session: "Session", code: int, message: str = "", *, cursor: int = 0, rows: int = 0) -> bytes:
    """The end of an execute or a fetch; code 0 is success."""
    out = [
        b"\x04",
        IN_TRANSACTION if session.in_txn else b"\0",
        b"\0\0",
        ub(code & 0xFFFF),
        b"\0\0",
        ub(cursor),
        b"\0",  # position in the statement
        bytes(6 + 5 + 5 + 4),  # types and flags, row id, operating system's error, logical row id and batch errors
        ub(code),
        ub(rows),
        b"\0\0" if session.field_version >= 14 else b"",
    ]
    if code:
        out.append(lv(message.encode() + b"\n"))
    return b"".join(out)


def pairs(items: list[tuple[str, str, int]]) -> bytes:
    """Parameters: key, value, flags."""
    body = b"".join(llv(key) + llv(value) + ub(flags) for key, value, flags in items)
    return bytes((MSG_PARAMETER,)) + ub(len(items)) + body
