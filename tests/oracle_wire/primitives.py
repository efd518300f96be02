"""What everything above the packets is built from: variable integers, and byte strings with their length."""

from tests.oracle_wire.errors import Unsupported

LONG_INDICATOR = 254
NULL_INDICATOR = 255
MAX_SHORT = 252
CHUNK = 32767


class NeedMore(Exception):
    """The request is not complete yet: wait for another packet."""


def ub(n: int) -> bytes:
    """An unsigned integer: one length byte (0 for zero), then that many big endian bytes."""
    if n == 0:
        return b"\0"
    size = next(size for size in (1, 2, 4, 8) if n < 1 << 8 * size)
    return bytes((size,)) + n.to_bytes(size, "big")


def lv(data: bytes) -> bytes:
    """Length and value; long ones go as a list of chunks."""
    if len(data) <= MAX_SHORT:
        return bytes((len(data),)) + data
    parts = [bytes((LONG_INDICATOR,))]
    for start in range(0, len(data), CHUNK):
        piece = data[start : start + CHUNK]
        parts += [ub(len(piece)), piece]
    return b"".join(parts) + b"\0"


def llv(text: str) -> bytes:
    """A length, then (unless empty) length and value again."""
    data = text.encode()
    return ub(len(data)) + lv(data) if data else b"\0"


class Reader:
    """Reads one request that may still be incomplete: then it raises NeedMore, and is made anew when more has come."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.pos = 0

    def raw(self, size: int) -> bytes:
        stop = self.pos + size
        if stop > len(self.data):
            raise NeedMore
        found = self.data[self.pos : stop]
        self.pos = stop
        return found

    def ub1(self) -> int:
        if self.pos >= len(self.data):
            raise NeedMore
        self.pos += 1
        return self.data[self.pos - 1]

    def ub(self) -> int:
        size = self.ub1()
        if size <= 1:  # nearly all
            return self.ub1() if size else 0
        if size > 8:
            raise Unsupported(f"integer length {size} at offset {self.pos - 1}")
        return int.from_bytes(self.raw(size), "big")

    def skip(self, form: str) -> None:
        """Fields that say nothing to us: `b` a byte, `u` an integer, `v` a length and a value of that length."""
        for kind in form:
            if kind == "b":
                self.ub1()
            elif kind == "u":
                self.ub()
            else:
                self.llv()

    def lv(self) -> bytes | None:
        """Length and value; None for NULL."""
        size = self.ub1()
        if size <= MAX_SHORT:
            return self.raw(size) if size else None
        if size == NULL_INDICATOR:
            return None
        if size != LONG_INDICATOR:
            raise Unsupported(f"escape byte {size}")
        parts = []
        while piece := self.ub():
            parts.append(self.raw(piece))
        return b"".join(parts)

    def llv(self) -> bytes | None:
        return self.lv() if self.ub() else None

    def text(self) -> str:
        return (self.lv() or b"").decode()

    def ltext(self) -> str:
        return (self.llv() or b"").decode()
