"""Repo on Oracle: a transaction is a borrowed connection, given back clean or not at all."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from portal.errors import NoDisponible
from portal.repo.migrations.lookout import Lookout
from portal.repo.oracle.driver import place
from portal.repo.oracle.errors import BaseCaida
from portal.repo.oracle.paquete import PaqueteOracle
from portal.repo.oracle.pool import Pool
from portal.repo.oracle.schema.books import look
from portal.repo.oracle.session import Session
from portal.repo.oracle.sql import SqlOracle
from portal.repo.oracle.step_session import StepSession
from portal.repo.protocol import Cuerpo, T, Transaccion
from portal.settings import Settings

ESCRITURA_MS = 10_000


class TransaccionOracle:
    """A transaction on one session; the driver begins it with its first statement."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.sql = SqlOracle(session)
        self.paquete = PaqueteOracle(session)

    async def confirmar(self) -> None:
        await self._session.commit()


class OracleRepo:
    """Repo on the Oracle of the settings. The first request opens the first connection.

    Raises AjusteInvalido for a DB_DSN that is none.
    """

    def __init__(self, settings: Settings, *, escritura_ms: int = ESCRITURA_MS) -> None:
        place(settings)  # one that nobody understands is told before anything is asked of it
        self._pool = Pool(settings)
        self._lookout = Lookout()
        self._lectura_s = settings.oracle_lectura_ms / 1000
        self._escritura_s = escritura_ms / 1000

    @asynccontextmanager
    async def _transaccion(self, limite_s: float, *, escribe: bool) -> AsyncIterator[TransaccionOracle]:
        desde = time.monotonic()
        session = StepSession(self._pool, limite_s, self._lectura_s, escribe, await self._pool.tomar(), desde)
        try:
            transaccion = TransaccionOracle(session)
            await self._look(transaccion)
            yield transaccion
        finally:
            await session.finish()

    @asynccontextmanager
    async def lectura(self) -> AsyncIterator[TransaccionOracle]:
        async with self._transaccion(self._lectura_s, escribe=False) as transaccion:
            yield transaccion

    @asynccontextmanager
    async def escritura(self) -> AsyncIterator[TransaccionOracle]:
        async with self._transaccion(self._escritura_s, escribe=True) as transaccion:
            yield transaccion

    async def read(self, cuerpo: Cuerpo[T]) -> T:
        return await self._llevar(cuerpo, self._lectura_s, escribe=False)

    async def write(self, cuerpo: Cuerpo[T]) -> T:
        return await self._llevar(cuerpo, self._escritura_s, escribe=True)

    async def _llevar(self, cuerpo: Cuerpo[T], limite_s: float, *, escribe: bool) -> T:
        desde = time.monotonic()
        session = Session(self._pool, limite_s, self._lectura_s, escribe, await self._pool.tomar(), desde)
        return await session.carry(self._looking(cuerpo, TransaccionOracle(session)))

    async def _looking(self, cuerpo: Cuerpo[T], transaccion: TransaccionOracle) -> T:
        await self._look(transaccion)
        return await cuerpo(transaccion)

    async def _look(self, transaccion: TransaccionOracle) -> None:
        """Raises NoDisponible where the database was not of this version a moment ago."""
        if not self._lookout.due():
            return
        try:
            await look(transaccion.sql)
        except BaseCaida:
            raise  # it told nothing of its version
        except NoDisponible:
            self._lookout.failed()
            raise
        self._lookout.passed()

    async def verificar(self) -> None:
        self._lookout.failed()
        try:
            await self.read(_nothing)
        except BaseCaida as caida:
            raise NoDisponible(caida.codigo, caida.causa or caida.mensaje, caida.reintentar_en) from caida

    async def cerrar(self) -> None:
        await self._pool.cerrar()


async def _nothing(_: Transaccion) -> None:
    """A transaction whose beginning is all of it."""
