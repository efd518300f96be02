"""Repo on Oracle: a transaction is a borrowed connection, given back clean or not at all."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from portal.errors import NoDisponible
from portal.repo.migrations.lookout import Lookout
from portal.repo.oracle.link.driver import place
from portal.repo.oracle.link.errors import DatabaseDown
from portal.repo.oracle.link.pool import Pool
from portal.repo.oracle.paquete import OraclePackage
from portal.repo.oracle.schema.books import look
from portal.repo.oracle.session import Session
from portal.repo.oracle.sql import OracleSql
from portal.repo.oracle.step_session import StepSession
from portal.repo.protocol import Cuerpo, T, Transaccion
from portal.settings import Settings

WRITE_MS = 10_000


class OracleTransaction:
    """A transaction on one session of the database, which the driver begins with its first statement."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.sql = OracleSql(session)
        self.paquete = OraclePackage(session)

    async def confirmar(self) -> None:
        await self._session.commit()


class OracleRepo:
    """Repo on the Oracle of the settings. The first request opens the first connection.

    Raises AjusteInvalido for a DB_DSN that is none.
    """

    def __init__(self, settings: Settings, *, write_ms: int = WRITE_MS) -> None:
        place(settings)  # one that nobody understands is told before anything is asked of it
        self._pool = Pool(settings)
        self._lookout = Lookout()
        self._read_s = settings.oracle_lectura_ms / 1000
        self._write_s = write_ms / 1000

    @asynccontextmanager
    async def _transaction(self, limit_s: float, *, writes: bool) -> AsyncIterator[OracleTransaction]:
        since = time.monotonic()
        session = StepSession(self._pool, limit_s, self._read_s, writes, await self._pool.take(), since)
        try:
            transaction = OracleTransaction(session)
            await self._look(transaction)
            yield transaction
        finally:
            await session.finish()

    @asynccontextmanager
    async def lectura(self) -> AsyncIterator[OracleTransaction]:
        async with self._transaction(self._read_s, writes=False) as transaction:
            yield transaction

    @asynccontextmanager
    async def escritura(self) -> AsyncIterator[OracleTransaction]:
        async with self._transaction(self._write_s, writes=True) as transaction:
            yield transaction

    async def read(self, body: Cuerpo[T]) -> T:
        return await self._carry(body, self._read_s, writes=False)

    async def write(self, body: Cuerpo[T]) -> T:
        return await self._carry(body, self._write_s, writes=True)

    async def _carry(self, body: Cuerpo[T], limit_s: float, *, writes: bool) -> T:
        since = time.monotonic()
        session = Session(self._pool, limit_s, self._read_s, writes, await self._pool.take(), since)
        return await session.carry(self._looking(body, OracleTransaction(session)))

    async def _looking(self, body: Cuerpo[T], transaction: OracleTransaction) -> T:
        await self._look(transaction)
        return await body(transaction)

    async def _look(self, transaction: OracleTransaction) -> None:
        """Raises NoDisponible where the database was not of this version a moment ago."""
        if self._lookout.due():
            with self._lookout.looking(untold=DatabaseDown):
                await look(transaction.sql)

    async def verificar(self) -> None:
        self._lookout.look_again()
        try:
            await self.read(_nothing)
        except DatabaseDown as down:
            raise NoDisponible(down.codigo, down.causa or down.dice, down.reintentar_en) from down

    async def cerrar(self) -> None:
        await self._pool.close()


async def _nothing(_: Transaccion) -> None:
    """A transaction whose beginning is all of it."""
