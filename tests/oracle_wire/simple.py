"""Functions that only have a name: ping, commit, rollback, logoff."""

from typing import TYPE_CHECKING

from tests.oracle_wire import answers
from tests.oracle_wire.constants import FN_COMMIT, FN_LOGOFF, FN_PING, FN_PIPELINE_END, FN_ROLLBACK
from tests.oracle_wire.operations import Op

if TYPE_CHECKING:
    from tests.oracle_wire.session import Session

FUNCTIONS = {
    FN_PING: "PING",
    FN_LOGOFF: "LOGOFF",
    FN_COMMIT: "COMMIT",
    FN_ROLLBACK: "ROLLBACK",
    FN_PIPELINE_END: "PIPELINE",
}


async def _run(session: "Session", op: Op) -> bytes:
    if op.name == "COMMIT":
        await session.commit()
    elif op.name in ("ROLLBACK", "LOGOFF"):
        await session.rollback()
    return answers.status(session)


def operation(function: int) -> Op:
    return Op(_run, FUNCTIONS[function])
