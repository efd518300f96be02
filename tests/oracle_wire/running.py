"""Statements as they run, and their answers."""

from decimal import InvalidOperation
from typing import TYPE_CHECKING

from tests.oracle_wire import answers
from tests.oracle_wire.calls import Binding
from tests.oracle_wire.choices import Choice, Sequenced
from tests.oracle_wire.constants import (
    DIR_IN,
    DIR_OUT,
    MSG_ROW_DATA,
    T_CURSOR,
    TEXT_TYPES,
    X_COMMIT,
    X_DESCRIBE,
    X_EXECUTE,
    X_FETCH,
)
from tests.oracle_wire.cursors import Cursor
from tests.oracle_wire.errors import OracleError
from tests.oracle_wire.gathers import Gather
from tests.oracle_wire.operations import Op, Row
from tests.oracle_wire.primitives import ub
from tests.oracle_wire.results import ResultSet
from tests.oracle_wire.values import Valor, encode_value

if TYPE_CHECKING:
    from tests.oracle_wire.session import Session

ROW_HEADER = b"\x06" + bytes(7)
DESCRIBE_HEADER = b"\x10\0"
NO_MORE_ROWS = 1403


async def run_fetch(session: "Session", op: Op) -> bytes:
    if op.cursor is None:
        raise OracleError(1001, "invalid cursor")
    return _rows(session, op.cursor, op.count)


async def run_execute(session: "Session", op: Op) -> bytes:
    assert op.cursor is not None
    if op.cursor.is_ref:
        return _rows(session, op.cursor, op.count)
    if op.cursor.is_query:
        return await _query(session, op, op.cursor)
    out: list[bytes] = []
    rows = 0
    if op.options & X_EXECUTE:
        run = _block if op.cursor.is_plsql else _change
        rows = await run(session, op, op.cursor, out)
    if op.options & X_COMMIT:
        await session.commit()
    return b"".join(out) + answers.error(session, 0, cursor=op.cursor.number, rows=rows)


def _rows(session: "Session", cursor: Cursor, count: int) -> bytes:
    if cursor.result is None:
        raise OracleError(1002, "fetch out of sequence")
    batch = cursor.result.encoded(cursor.pos, cursor.pos + count)
    cursor.pos += len(batch)
    code, text = (0, "") if len(batch) == count else (NO_MORE_ROWS, "ORA-01403: no data found")
    end = answers.error(session, code, text, cursor=cursor.number, rows=cursor.pos)
    return (ROW_HEADER if batch else b"") + b"".join(batch) + end


async def _query(session: "Session", op: Op, cursor: Cursor) -> bytes:
    result = await session.handler.query(session, cursor.sql, op.rows[0])
    if not isinstance(result, ResultSet):
        raise OracleError(900, "invalid SQL statement")
    out = b""
    if op.created or cursor.result is None or cursor.result.columns != result.columns:
        out = DESCRIBE_HEADER + result.describe(session.field_version)
    cursor.result, cursor.pos = result, 0
    if op.options & X_FETCH and not op.options & X_DESCRIBE:
        return out + _rows(session, cursor, op.count)
    return out + answers.error(session, 0, cursor=cursor.number)


async def _change(session: "Session", op: Op, cursor: Cursor, out: list[bytes]) -> int:
    """INSERT, UPDATE, DELETE and whatever else answers with a number: once for each row of binds."""
    counts = []
    for row in op.rows:
        found = await session.handler.query(session, cursor.sql, row)
        counts.append(found if isinstance(found, int) else 0)
    if op.dml_rowcounts:
        out.append(b"\x08\0\0\0\0" + ub(len(counts)) + b"".join(map(ub, counts)))
    return sum(counts)


async def _block(session: "Session", op: Op, cursor: Cursor, out: list[bytes]) -> int:
    """A call, or the statements that a row runs, once for each row of binds."""
    if cursor.steps is not None:
        return await _step(session, op, cursor.steps, out)
    if cursor.binding is None:
        cursor.binding = _bind_call(session, cursor)
        cursor.send = [bind for bind, direction in enumerate(cursor.binding.dirs) if direction != DIR_OUT]
    binding = cursor.binding
    if op.full and binding.dirs:
        out.append(b"\x0b\0" + ub(len(binding.dirs)) + bytes(5) + bytes(binding.dirs))
    made: list[int] = []
    try:
        for row in op.rows:
            gathered = [await _gather(session, binding.gather, row)] if binding.gather else []
            values = [*gathered, *await session.handler.call(session, binding.name, binding.arguments(row))]
            if binding.outs:
                out.append(bytes((MSG_ROW_DATA,)))
                out += [_out_bind(session, cursor, bind, values[place], made) for bind, place in binding.outs]
    except BaseException:
        for number in made:
            session.cursors.close(number)
        raise
    return len(op.rows)


async def _gather(session: "Session", gather: Gather, row: Row) -> str:
    found = await session.handler.query(session, gather.sql, gather.values(row))
    if not isinstance(found, ResultSet):
        raise OracleError(6550, "PLS-00103: only a query is understood here")
    return gather.text(found)


async def _step(session: "Session", op: Op, steps: Choice | Sequenced, out: list[bytes]) -> int:
    binds = len(steps.binds)
    if op.full:
        assert op.cursor is not None
        if len(op.cursor.meta) != binds:
            raise OracleError(1008, "not all variables bound")
        out.append(b"\x0b\0" + ub(binds) + bytes(5) + bytes([DIR_IN] * binds))
    for row in op.rows:
        for statement, places in steps.steps(row):
            if statement.upper() == "COMMIT":
                await session.commit()
            else:
                await session.handler.query(session, statement, [row[place] for place in places])
    return len(op.rows)


def _bind_call(session: "Session", cursor: Cursor) -> Binding:
    if cursor.call is None:
        raise OracleError(
            6550, "line 1, column 1:\nPLS-00103: only a single call, or statements of SQL, are understood here"
        )
    if len(cursor.meta) != cursor.call.num_binds:
        raise OracleError(1008, "not all variables bound")
    return Binding(cursor.call, session.handler.signature(cursor.call.name))


def _out_bind(session: "Session", cursor: Cursor, bind: int, value: Valor | ResultSet, made: list[int]) -> bytes:
    """A value in the bind's type, not the parameter's, and that it was not cut."""
    kind, form, size = cursor.meta[bind]
    if kind == T_CURSOR:
        return _out_cursor(session, value, made) + b"\0"
    if isinstance(value, ResultSet):
        raise OracleError(6550, "PLS-00382: expression is of wrong type")
    try:
        data = encode_value(kind, form, value)
    except (InvalidOperation, TypeError, ValueError, OverflowError) as error:
        raise OracleError(6502, "PL/SQL: numeric or value error: character to number conversion error") from error
    if kind in TEXT_TYPES and len(data) > size + 1:
        raise OracleError(6502, "PL/SQL: numeric or value error: character string buffer too small")
    return data + b"\0"


def _out_cursor(session: "Session", value: Valor | ResultSet, made: list[int]) -> bytes:
    if not isinstance(value, ResultSet):
        return b"\x01" + bytes(9)
    child = session.cursors.open(None)
    made.append(child.number)
    child.result = value
    return b"\x01" + value.describe(session.field_version) + ub(child.number)
