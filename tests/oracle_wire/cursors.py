"""The open cursors of a session: their numbers are few, so that one which is never closed is noticed."""

import re
from typing import NamedTuple

from tests.oracle_wire.calls import Binding, Call, parse_call
from tests.oracle_wire.choices import Choice, Sequenced, parse_steps
from tests.oracle_wire.errors import OracleError
from tests.oracle_wire.results import ResultSet

KEYWORD = re.compile(r"(?:\s+|--[^\n]*\n|/\*.*?\*/|\()*([A-Za-z]+)", re.DOTALL)


class BindMeta(NamedTuple):
    """What the client says of a bind: data type, form of its character set, size in bytes."""

    kind: int
    form: int
    size: int


class Cursor:
    """A statement, or (`sql` None) a REF CURSOR."""

    def __init__(self, number: int, sql: str | None) -> None:
        self.number = number
        self.sql = sql or ""
        found = KEYWORD.match(self.sql)
        self.keyword = found[1].upper() if found else ""
        self.is_ref = sql is None
        self.is_plsql = self.keyword in ("BEGIN", "CALL", "DECLARE")
        self.is_query = self.is_ref or self.keyword in ("SELECT", "WITH")
        self.call: Call | None = parse_call(self.sql) if self.is_plsql else None
        self.steps: Choice | Sequenced | None = parse_steps(self.sql) if self.is_plsql and self.call is None else None
        self.binding: Binding | None = None
        self.meta: list[BindMeta] = []
        self.send: list[int] = []  # the binds that a re-execute carries: those that are not OUT
        self.result: ResultSet | None = None
        self.pos = 0

    @property
    def operation(self) -> str:
        """What a fault is matched with, and a log line says."""
        if self.call is not None:
            return self.call.name
        return "FETCH" if self.is_ref else self.sql


class Cursors:
    """By number; those of closed ones are used again, since they have 16 bits."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._open: dict[int, Cursor] = {}
        self._free: list[int] = []

    def __len__(self) -> int:
        return len(self._open)

    def get(self, number: int) -> Cursor | None:
        return self._open.get(number)

    def open(self, sql: str | None) -> Cursor:
        if len(self._open) >= self._limit:
            raise OracleError(1000, "maximum open cursors exceeded")
        number = self._free.pop() if self._free else len(self._open) + 1
        return self.replace(number, sql)

    def replace(self, number: int, sql: str | None) -> Cursor:
        self._open[number] = Cursor(number, sql)
        return self._open[number]

    def close(self, number: int) -> None:
        if self._open.pop(number, None) is not None:
            self._free.append(number)
