"""Values by data type, in both directions; an empty string is NULL, as in Oracle."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TypeAlias

from tests.oracle_wire.constants import (
    DATE_TYPES,
    NUMBER_TYPES,
    T_BINARY_INTEGER,
    T_CHAR,
    T_DATE,
    T_LONG,
    T_NUMBER,
    T_TIMESTAMP,
    T_TIMESTAMP_LTZ,
    T_VARCHAR,
    TEXT_TYPES,
)
from tests.oracle_wire.errors import Unsupported
from tests.oracle_wire.oracle_number import decode_number, encode_number
from tests.oracle_wire.primitives import lv

Valor: TypeAlias = str | int | Decimal | datetime | None
NATIONAL = 2  # the character set form of NVARCHAR2


def _decode_date(raw: bytes) -> datetime:
    micro = int.from_bytes(raw[7:11], "big") // 1000 if len(raw) >= 11 else 0
    return datetime(  # noqa: DTZ001 - DATE and TIMESTAMP have no zone
        (raw[0] - 100) * 100 + raw[1] - 100, raw[2], raw[3], raw[4] - 1, raw[5] - 1, raw[6] - 1, micro
    )


def decode_value(kind: int, form: int, raw: bytes | None) -> Valor:
    """A bind value as a handler sees it."""
    if raw is None:
        return None
    if kind in TEXT_TYPES:
        return raw.decode("utf-16-be" if form == NATIONAL else "utf-8")
    if kind in NUMBER_TYPES:
        return decode_number(raw)
    if kind in DATE_TYPES:
        return _decode_date(raw)
    raise Unsupported(f"bind type {kind}")


def _text(value: object) -> str:
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _encode_date(value: object, *, fraction: bool) -> bytes:
    if not isinstance(value, date):
        raise TypeError(f"cannot convert {type(value).__name__} to DATE")
    when = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001 - no zone
    if when.tzinfo is not None:
        when = when.astimezone(UTC)
    century, year = divmod(when.year, 100)
    head = bytes((century + 100, year + 100, when.month, when.day, when.hour + 1, when.minute + 1, when.second + 1))
    return head + ((when.microsecond * 1000).to_bytes(4, "big") if fraction else b"")


def _as_text(value: object) -> bytes:
    return _text(value).encode()


def _as_national(value: object) -> bytes:
    return _text(value).encode("utf-16-be")


def _as_date(value: object) -> bytes:
    return _encode_date(value, fraction=False)


def _as_timestamp(value: object) -> bytes:
    return _encode_date(value, fraction=True)


ENCODERS: dict[int, Callable[[object], bytes]] = {
    T_VARCHAR: _as_text,
    T_CHAR: _as_text,
    T_LONG: _as_text,
    T_NUMBER: encode_number,
    T_BINARY_INTEGER: encode_number,
    T_DATE: _as_date,
    T_TIMESTAMP: _as_timestamp,
    T_TIMESTAMP_LTZ: _as_timestamp,
}


def encode_value(kind: int, form: int, value: object) -> bytes:
    """Length and value. Raises as the conversion does."""
    if value is None or value == "":
        return b"\0"
    if kind not in ENCODERS:
        raise Unsupported(f"data type {kind}")
    encode = _as_national if form == NATIONAL and kind in TEXT_TYPES else ENCODERS[kind]
    return lv(encode(value))
