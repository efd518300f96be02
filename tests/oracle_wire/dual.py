"""SELECT ... FROM dual, of literals, binds and what the session knows of itself."""

import re
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.oracle_wire.errors import OracleError
from tests.oracle_wire.results import Column, ResultSet
from tests.oracle_wire.values import Valor

if TYPE_CHECKING:
    from tests.oracle_wire.session import Session

DUAL = re.compile(r"^\s*select\s+(.*?)\s+from\s+(?:sys\.)?dual\s*$", re.IGNORECASE | re.DOTALL)
ITEM = re.compile(
    r"""\s*(?:(?P<text>'(?:[^']|'')*')|(?P<bind>:\s*\w+)|(?P<number>[-+]?\d+(?:\.\d+)?)
          |sys_context\s*\(\s*'userenv'\s*,\s*'(?P<context>\w+)'\s*\)|(?P<word>[a-z_]+))
        (?:\s+(?:as\s+)?(?P<alias>"[^"]+"|[a-z]\w*))?\s*(?:,|$)""",
    re.IGNORECASE | re.VERBOSE,
)


def dual(session: "Session", sql: str, binds: Sequence[Valor], now: datetime) -> ResultSet | None:
    """None where it is another statement."""
    found = DUAL.match(sql)
    if found is None:
        return None
    text, pos, given = found[1], 0, iter(binds)
    columns, row = [], []
    while pos < len(text):
        item = ITEM.match(text, pos)
        if item is None:
            raise OracleError(904, f'"{text[pos:].strip()[:30]}": invalid identifier')
        value = next(given) if item["bind"] else _value(session, item, now)
        name = (item["alias"] or item[0].strip(" \n,")).strip('"').upper()
        columns.append(Column(name, _kind(value)))
        row.append(value)
        pos = item.end()
    return ResultSet(columns, [row])


def _value(session: "Session", item: re.Match[str], now: datetime) -> Valor:
    if item["text"]:
        return item["text"][1:-1].replace("''", "'")
    if item["number"]:
        return Decimal(item["number"])
    if item["context"]:
        known = {"sid": str(session.sid), "session_user": session.user, "service_name": session.service_name}
        return (known | session.client).get(item["context"].lower())
    words: dict[str, Valor] = {"user": session.user, "sysdate": now.replace(microsecond=0), "systimestamp": now}
    word = item["word"].lower()
    if word not in words and word != "null":
        raise OracleError(904, f'"{word.upper()}": invalid identifier')
    return words.get(word)


def _kind(value: Valor) -> str:
    if isinstance(value, datetime):
        return "TIMESTAMP" if value.microsecond else "DATE"
    return "NUMBER" if isinstance(value, (int, Decimal)) else "VARCHAR2"
