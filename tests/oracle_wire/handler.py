"""What answers the statements that arrive."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.oracle_wire.errors import OracleError
from tests.oracle_wire.results import ResultSet
from tests.oracle_wire.values import Valor

if TYPE_CHECKING:
    from tests.oracle_wire.session import Session

IN, OUT, INOUT, RETURN = "IN", "OUT", "INOUT", "RETURN"


@dataclass(frozen=True)
class Param:
    """A parameter of a stored procedure (RETURN for a function's result)."""

    name: str
    direction: str = IN


class Handler:
    """Base class. `session.state` is the handler's own; it sets `session.in_txn` when a transaction has begun."""

    def signature(self, name: str) -> Sequence[Param]:
        """The parameters of a procedure, by its name in upper case."""
        raise OracleError(
            6550,
            f"line 1, column 7:\nPLS-00201: identifier '{name}' must be declared\n"
            "ORA-06550: line 1, column 7:\nPL/SQL: Statement ignored",
        )

    async def call(self, session: "Session", name: str, args: Sequence[Valor]) -> Sequence[Valor | ResultSet]:
        """IN and IN OUT values come in; the OUT and IN OUT values are the answer."""
        raise NotImplementedError

    async def query(self, session: "Session", sql: str, binds: Sequence[Valor]) -> ResultSet | int:
        """A result, or the number of rows changed; `binds` has a value for each place where one stands in the text."""
        raise NotImplementedError

    async def commit(self, session: "Session") -> None:
        """The end of a transaction."""

    async def rollback(self, session: "Session") -> None:
        """The other end, also of a session whose connection is gone."""

    async def disconnected(self, session: "Session") -> None:
        """After the last rollback of a session."""
