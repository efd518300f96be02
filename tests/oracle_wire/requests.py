"""Requests: zero or more piggybacks, then one message.

Nothing says where a request ends: it is read, and when the bytes run out read again from its start with more of them.
So reading has no effects; those of piggybacks come once the request is whole.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.oracle_wire import connecting, executes, simple
from tests.oracle_wire.constants import (
    FN_ALTER_SESSION,
    FN_AUTH_ONE,
    FN_AUTH_TWO,
    FN_CLOSE_CURSORS,
    FN_EXECUTE,
    FN_FETCH,
    FN_KEY_VALUE,
    FN_PIPELINE_BEGIN,
    FN_PIPELINE_END,
    FN_REEXECUTE,
    FN_REEXECUTE_FETCH,
    FN_SESSION_RELEASE,
    FN_SESSION_STATE,
    FN_SET_E2E,
    FN_SET_SCHEMA,
    MSG_DATA_TYPES,
    MSG_FAST_AUTH,
    MSG_FLUSH_OUT_BINDS,
    MSG_FUNCTION,
    MSG_ONEWAY,
    MSG_PIGGYBACK,
    MSG_PROTOCOL,
)
from tests.oracle_wire.errors import Unsupported
from tests.oracle_wire.operations import Op
from tests.oracle_wire.primitives import Reader

if TYPE_CHECKING:
    from tests.oracle_wire.session import Session

REQUEST_BEGINS = 0x04
Effect = Callable[[], object]


def parse(session: "Session", r: Reader) -> Op | None:
    """The next request's operation; None where nothing runs for it."""
    effects: list[Effect] = []
    while (kind := r.ub1()) == MSG_PIGGYBACK:
        function = r.ub1()
        session.read_token(r)
        effects.append(_piggyback(session, r, function))
    op = _message(session, r, kind)
    for effect in effects:
        effect()
    return op


def _message(session: "Session", r: Reader, kind: int) -> Op | None:
    if kind == MSG_FUNCTION:
        function = r.ub1()
        token = session.read_token(r)
        op = _function(session, r, function)
        op.token = token
        return op
    if kind == MSG_FAST_AUTH:
        return connecting.parse_fast_auth(session, r)
    if kind == MSG_PROTOCOL:
        connecting.parse_protocol(r)
        session.write(connecting.protocol_reply(session))
    elif kind == MSG_DATA_TYPES:
        connecting.parse_data_types(session, r)
        session.write(connecting.DATA_TYPES_REPLY)
        session.explicit_end = session.profile.modern
    elif kind == MSG_ONEWAY and r.ub1() == FN_SESSION_RELEASE:
        session.read_token(r)
        r.skip("bbu")
    elif kind != MSG_FLUSH_OUT_BINDS:
        raise Unsupported(f"message {kind}")
    return None


def _function(session: "Session", r: Reader, function: int) -> Op:
    if function in simple.FUNCTIONS:
        if function == FN_PIPELINE_END:
            r.skip("u")
        return simple.operation(function)
    if function == FN_EXECUTE:
        return executes.parse_execute(session, r)
    if function in (FN_REEXECUTE, FN_REEXECUTE_FETCH):
        return executes.parse_reexecute(session, r, fetch=function == FN_REEXECUTE_FETCH)
    if function == FN_FETCH:
        return executes.parse_fetch(session, r)
    if function in (FN_AUTH_ONE, FN_AUTH_TWO):
        return connecting.parse_auth(r, function)
    raise Unsupported(f"function {function}")


def _piggyback(session: "Session", r: Reader, function: int) -> Effect:
    if function == FN_CLOSE_CURSORS:
        r.ub1()
        numbers = [r.ub() for _ in range(r.ub())]
        return lambda: [session.cursors.close(number) for number in numbers]
    if function == FN_SET_E2E:
        values = _end_to_end(r)
        return lambda: session.client.update(values)
    if function == FN_SESSION_STATE:
        begins = bool(r.ub() & REQUEST_BEGINS)
        return lambda: session.count_request(begins=begins)
    if function == FN_SET_SCHEMA:
        r.ub1()
        schema = r.ltext()
        return lambda: session.client.update(schema=schema)
    if function == FN_KEY_VALUE:
        r.skip("bub")
        count = r.ub()
        r.skip("ub")
        r.lv()
        r.skip("vvu" * count)
    elif function == FN_ALTER_SESSION:
        r.skip("ub")
        r.skip("vvu" * r.ub())
    elif function == FN_PIPELINE_BEGIN:
        r.skip("ubb")
    else:
        raise Unsupported(f"piggyback {function}")
    return lambda: None


def _end_to_end(r: Reader) -> dict[str, str]:
    """What the client says of itself: only the values that it changes."""
    r.skip("bbu")
    sizes = [(r.ub1(), r.ub()) for _ in range(3)]
    for _ in range(2):
        r.skip("bubu")
        sizes.append((r.ub1(), r.ub()))
    names = ("client_identifier", "module", "action", "client_info", "dbop")
    present = [(name, length) for name, (changed, length) in zip(names, sizes, strict=True) if changed]
    return {name: r.text() if length else "" for name, length in present}
