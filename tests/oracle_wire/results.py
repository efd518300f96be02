"""Columns and rows: the answer to a query, or the value of a REF CURSOR."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.oracle_wire.constants import MSG_ROW_DATA, T_DATE, T_NUMBER, T_TIMESTAMP, T_VARCHAR, TEXT_TYPES
from tests.oracle_wire.errors import OracleError
from tests.oracle_wire.primitives import llv, ub
from tests.oracle_wire.values import encode_value

AL32UTF8 = 873
TYPES = {"VARCHAR2": T_VARCHAR, "NUMBER": T_NUMBER, "DATE": T_DATE, "TIMESTAMP": T_TIMESTAMP}
SIZES = {T_NUMBER: 22, T_DATE: 7, T_TIMESTAMP: 11}
UNCONSTRAINED = -127


@dataclass(frozen=True)
class Column:
    """A result column; `size` is that of a VARCHAR2. NUMBER without precision is unconstrained, as expressions are."""

    name: str
    type: str = "VARCHAR2"
    size: int = 4000
    precision: int = 0
    scale: int = 0

    def describe(self, position: int, version: int) -> bytes:
        kind = TYPES[self.type]
        text = kind in TEXT_TYPES
        scale = UNCONSTRAINED if kind == T_NUMBER and not self.precision else self.scale
        out = [
            bytes((kind, 0, self.precision, scale & 0xFF)),
            ub(SIZES.get(kind, self.size)),
            b"\0\0\0\0",  # elements, flags, type, version
            ub(AL32UTF8 if text else 0),
            bytes((int(text),)),
            ub(self.size if text else 0),
            b"\0" if version >= 8 else b"",
            bytes((1, len(self.name.encode()) & 0xFF)),
            llv(self.name),
            b"\0\0",  # schema, type name
            ub(position),
            b"\0",
        ]
        out += [b"\0" * extra for since, extra in ((17, 2), (20, 1), (24, 3)) if version >= since]
        return b"".join(out)


class ResultSet:
    """Rows are encoded when they are fetched."""

    def __init__(self, columns: Sequence[Column], rows: Sequence[Sequence[object]]) -> None:
        self.columns = tuple(columns)
        self.rows = rows
        self._described: dict[int, bytes] = {}

    def describe(self, version: int) -> bytes:
        """The body of a describe message, made once: a handler may answer the same to everybody."""
        if version not in self._described:
            size = sum(column.size for column in self.columns) & 0xFFFF
            each = b"".join(column.describe(position, version) for position, column in enumerate(self.columns, 1))
            self._described[version] = ub(size) + ub(len(self.columns)) + b"\x01" + each + bytes(6)
        return self._described[version]

    def encoded(self, start: int, stop: int) -> list[bytes]:
        """Row data messages of a slice of the rows."""
        kinds = [TYPES[column.type] for column in self.columns]
        done = []
        for row in self.rows[start:stop]:
            if len(row) != len(kinds):
                raise OracleError(600, f"row of {len(row)} values for {len(kinds)} columns")
            values = (encode_value(kind, 1, value) for kind, value in zip(kinds, row, strict=True))
            done.append(bytes((MSG_ROW_DATA,)) + b"".join(values))
        return done
