"""Requests to execute and to fetch, as they are read."""

import re
from typing import TYPE_CHECKING, NamedTuple

from tests.oracle_wire.constants import (
    MSG_ROW_DATA,
    T_CURSOR,
    X_BATCH_ERRORS,
    X_COMMIT,
    X_EXECUTE,
    X_FETCH,
    XF_DML_ROWCOUNTS,
)
from tests.oracle_wire.cursors import BindMeta, Cursor
from tests.oracle_wire.errors import OracleError, Unsupported
from tests.oracle_wire.operations import Op
from tests.oracle_wire.primitives import Reader
from tests.oracle_wire.running import run_execute, run_fetch
from tests.oracle_wire.values import Valor, decode_value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.oracle_wire.session import Session

RETURNING = re.compile(r"\breturning\b.*\binto\b", re.IGNORECASE | re.DOTALL)
ARRAY_FLAG = 0x40
LONG_BIND = 32767  # in plain SQL, binds over this size come after all others


class Head(NamedTuple):
    """What precedes the bind values of a full execute."""

    sql: str | None
    fetch: int
    executions: int
    flags: int
    meta: list[BindMeta]


def parse_fetch(session: "Session", r: Reader) -> Op:
    number, count = r.ub(), r.ub()
    return Op(run_fetch, "FETCH", cursor=session.cursors.get(number), count=count)


def parse_execute(session: "Session", r: Reader) -> Op:
    """With the statement's text, or with the number of one that is known."""
    options, number = r.ub(), r.ub()
    head = _parse_head(r, session.field_version)
    if options & X_BATCH_ERRORS:
        raise Unsupported("batch errors")
    known = session.cursors.get(number)
    shape = known if head.sql is None else Cursor(0, head.sql)
    rows = [_bind_row(r, head.meta, range(len(head.meta)), shape) for _ in range(head.executions)]
    # From here on the request is complete, and may have effects.
    if head.sql is None:
        cursor, created = known, False
    elif number:  # DDL, which is sent again each time
        cursor, created = session.cursors.replace(number, head.sql), False
    else:
        cursor, created = session.cursors.open(head.sql), True
    if cursor is None:
        raise OracleError(1001, "invalid cursor")
    if head.meta:
        if len(head.meta) != len(cursor.meta):
            cursor.binding = None
        cursor.meta = head.meta
        if cursor.binding is None:
            cursor.send = list(range(len(head.meta)))
    return Op(
        run_execute,
        cursor.operation,
        cursor=cursor,
        created=created,
        full=True,
        rows=rows,
        count=head.fetch,
        options=options,
        dml_rowcounts=bool(head.flags & XF_DML_ROWCOUNTS),
    )


def parse_reexecute(session: "Session", r: Reader, *, fetch: bool) -> Op:
    """The short form: same types and sizes, so only values come, without those of OUT binds."""
    number, iterations = r.ub(), r.ub()
    r.ub()
    commit = r.ub() & 1
    cursor = session.cursors.get(number)
    if cursor is None:
        raise OracleError(1001, "invalid cursor")
    executions = 1 if fetch else max(1, iterations)
    return Op(
        run_execute,
        cursor.operation,
        cursor=cursor,
        rows=[_bind_row(r, cursor.meta, cursor.send, cursor) for _ in range(executions)],
        count=iterations,
        options=X_EXECUTE | (X_COMMIT if commit else 0) | (X_FETCH if fetch else 0),
    )


def _parse_head(r: Reader, version: int) -> Head:
    r.ub1()
    has_sql = r.ub()
    r.skip("bubbu")
    fetch = r.ub()
    r.skip("ub")
    num_binds = r.ub()
    r.skip("bbbbbb")
    num_defines = r.ub()
    r.skip("ubbbubuubub")
    if version >= 8:
        r.skip("bubub")
    if version >= 9:
        r.skip("bu")
    sql = r.text() if has_sql else None
    vector = [r.ub() for _ in range(13)]
    if num_defines:
        raise Unsupported("column defines (LOB columns)")
    meta = [_bind_meta(r, version) for _ in range(num_binds)]
    if sql is not None and meta and RETURNING.search(sql):
        raise Unsupported("DML RETURNING INTO")
    is_query = vector[7]
    return Head(sql, fetch, 1 if is_query else max(1, vector[1]), vector[9], meta)


def _bind_meta(r: Reader, version: int) -> BindMeta:
    kind, flags = r.ub1(), r.ub1()
    if flags & ARRAY_FLAG:
        raise Unsupported("array binds")
    r.skip("bb")
    size = r.ub()
    r.skip("uuvuu")
    form = r.ub1()
    r.skip("uu" if version >= 8 else "u")
    return BindMeta(kind, form, size)


def _bind_row(r: Reader, meta: list[BindMeta], sent: "Iterable[int]", cursor: Cursor | None) -> list[Valor]:
    """The values of one execution, in the order of the binds."""
    row: list[Valor] = [None] * len(meta)
    order = list(sent)
    if not order:
        return row
    if r.ub1() != MSG_ROW_DATA:
        raise Unsupported("bind data expected")
    if cursor is None or not cursor.is_plsql:
        order.sort(key=lambda i: meta[i].size > LONG_BIND)
    for i in order:
        if meta[i].kind == T_CURSOR:
            r.skip("u" * r.ub1() if r.ub1() else "")
        else:
            row[i] = decode_value(meta[i].kind, meta[i].form, r.lv())
    return row
