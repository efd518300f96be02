"""A company whose answers take many packets, come as late as they are asked to, and say whose they are."""

import asyncio
from collections.abc import Sequence

from tests.oracle_wire.handler import Handler, Param
from tests.oracle_wire.results import Column, ResultSet
from tests.oracle_wire.session import Session
from tests.oracle_wire.values import Valor
from tests.repo.oracle.company import COLUMNAS, FILA, FIRMAS, VERSION

SDU = 512
ROWS = 24
WORDS = 40  # in each text
READ = "SELECT text FROM crossing WHERE number = :number AND wait = :wait"
MICRO = 1_000_000


def whose(texts: list[str]) -> set[str]:
    """The requests that texts answer."""
    return {word for text in texts for word in text.split()}


def said(number: int) -> str:
    """What answers one request and no other."""
    return f"{number:09} " * WORDS


class Crossed(Handler):
    """`asked`: the requests that arrived; `committed`: those whose payment was confirmed."""

    def __init__(self) -> None:
        self.asked: set[int] = set()
        self.committed: set[int] = set()

    def signature(self, name: str) -> Sequence[Param]:
        return FIRMAS[name.rpartition(".")[2]]

    async def call(self, session: Session, name: str, args: Sequence[Valor]) -> Sequence[Valor | ResultSet]:
        number, _, wait = str(args[2]).partition("-")
        self.asked.add(int(number))
        await asyncio.sleep(int(wait) / MICRO)
        text = said(int(number))
        session.in_txn = True
        if name.endswith("PAWEB_PAGO"):
            session.state["paid"] = int(number)
            return "0", text * 9, text * 9
        debts = [(text, *FILA[1:6], f"{number}-{row}", row) for row in range(1, ROWS + 1)]
        return ResultSet(COLUMNAS, debts), text * 9, ROWS, int(number), "0", text * 9

    async def query(self, session: Session, sql: str, binds: Sequence[Valor]) -> ResultSet | int:  # noqa: ARG002 - the protocol's
        if sql.startswith("ALTER"):
            return 0
        if "portal_version" in sql:  # the engine's own look, now and then
            return VERSION
        number, wait = (int(str(bind)) for bind in binds)
        self.asked.add(number)
        await asyncio.sleep(wait / MICRO)
        return ResultSet([Column("TEXTO", size=WORDS * 10)], [(said(number),)] * ROWS)

    async def commit(self, session: Session) -> None:
        if "paid" in session.state:
            self.committed.add(session.state.pop("paid"))

    async def rollback(self, session: Session) -> None:
        session.state.pop("paid", None)
