"""A handler that answers what it was given, and remembers it."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from tests.oracle_wire.dual import dual
from tests.oracle_wire.errors import OracleError
from tests.oracle_wire.handler import INOUT, OUT, RETURN, Handler, Param
from tests.oracle_wire.results import Column, ResultSet
from tests.oracle_wire.session import Session
from tests.oracle_wire.values import Valor

COLUMNAS = (
    Column("ID", "NUMBER", precision=10),
    Column("TXT", "VARCHAR2", 100),
    Column("VAL", "NUMBER"),
    Column("WHEN", "DATE"),
)
FIRMAS: dict[str, tuple[Param, ...]] = {
    "PKG.ECHO": (Param("A"), Param("B", OUT)),
    "PKG.BOTH": (Param("A", INOUT), Param("B", INOUT)),
    "PKG.ROWS": (Param("N"), Param("C", OUT), Param("TOTAL", OUT)),
    "PKG.TWO": (Param("C1", OUT), Param("C2", OUT)),
    "PKG.FAIL": (Param("CODE"), Param("MSG")),
    "PKG.TWICE": (Param("", RETURN), Param("N")),
    "PKG.NOTHING": (),
    "PKG.SLOW": (Param("SECONDS"), Param("R", OUT)),
    "PKG.BUG": (),
}
COMIENZO = datetime(2024, 1, 1, tzinfo=UTC).replace(tzinfo=None)


class Eco(Handler):
    def __init__(self) -> None:
        self.visto: list[tuple[object, ...]] = []
        self.confirmado: list[tuple[object, ...]] = []
        self.deshechos = 0

    def signature(self, name: str) -> Sequence[Param]:
        return FIRMAS[name] if name in FIRMAS else super().signature(name)

    async def call(self, session: Session, name: str, args: Sequence[Valor]) -> Sequence[Valor | ResultSet]:  # noqa: ARG002 - the protocol's
        self.visto.append((name, *args))
        match name:
            case "PKG.BOTH":
                return args[::-1]
            case "PKG.ROWS":
                return [filas(int(str(args[0]))), args[0]]
            case "PKG.TWO":
                return [
                    ResultSet([Column("A", "NUMBER")], [(1,), (2,)]),
                    ResultSet([Column("B")], [("x",), (None,), ("z",)]),
                ]
            case "PKG.FAIL":
                raise OracleError(int(str(args[0])), str(args[1]))
            case "PKG.TWICE":
                return [int(str(args[0])) * 2]
            case "PKG.SLOW":
                await asyncio.sleep(float(str(args[0])))
                return ["done"]
            case "PKG.BUG":
                raise RuntimeError("bug in the handler")
        return args

    async def query(self, session: Session, sql: str, binds: Sequence[Valor]) -> ResultSet | int:
        if sql.startswith(("insert", "update")):
            self.visto.append(tuple(binds))
            session.in_txn = True
            session.state.setdefault("tx", []).append(tuple(binds))
            return binds[0] if isinstance(binds[0], int) else 1
        if sql.startswith("select * from numbers"):
            return filas(int(str(binds[0])))
        hallado = dual(session, sql, binds, COMIENZO)
        if hallado is None:
            raise OracleError(942, "table or view does not exist")
        return hallado

    async def commit(self, session: Session) -> None:
        self.confirmado += session.state.pop("tx", ())

    async def rollback(self, session: Session) -> None:
        self.deshechos += bool(session.state.pop("tx", ()))


def filas(cuantas: int) -> ResultSet:
    return ResultSet(
        COLUMNAS,
        [(i, f"row {i}", None if i % 3 == 0 else i / 4, COMIENZO + timedelta(hours=i)) for i in range(cuantas)],
    )
