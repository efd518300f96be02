"""Repo on Oracle: a transaction is a borrowed connection, given back clean or not at all."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from portal.errors import NoDisponible
from portal.repo.oracle.errores import BaseCaida
from portal.repo.oracle.paquete import PaqueteOracle
from portal.repo.oracle.pool import Pool
from portal.repo.oracle.sesion import Sesion
from portal.repo.oracle.sesion_en_hilo import SesionEnHilo
from portal.repo.oracle.sql import SqlOracle
from portal.repo.protocol import Cuerpo, T
from portal.settings import Settings

ESCRITURA_MS = 10_000


class TransaccionOracle:
    """A transaction on one session; the driver begins it with its first statement."""

    def __init__(self, sesion: Sesion) -> None:
        self._sesion = sesion
        self.sql = SqlOracle(sesion)
        self.paquete = PaqueteOracle(sesion)

    async def confirmar(self) -> None:
        await self._sesion.confirmar()


class RepoOracle:
    """Repo on the Oracle of the settings. The first request opens the first connection."""

    def __init__(self, settings: Settings, *, escritura_ms: int = ESCRITURA_MS) -> None:
        self._pool = Pool(settings)
        self._lectura_ms = settings.oracle_lectura_ms
        self._escritura_ms = escritura_ms

    @asynccontextmanager
    async def _transaccion(self, limite_ms: int, *, escribe: bool) -> AsyncIterator[TransaccionOracle]:
        desde = time.monotonic()
        conexion = await self._pool.tomar()
        conexion.limitar(limite_ms)
        sesion = Sesion(self._pool, limite_ms, self._lectura_ms, escribe, conexion, desde)
        try:
            yield TransaccionOracle(sesion)
        finally:
            await sesion.terminar()

    @asynccontextmanager
    async def lectura(self) -> AsyncIterator[TransaccionOracle]:
        async with self._transaccion(self._lectura_ms, escribe=False) as transaccion:
            yield transaccion

    @asynccontextmanager
    async def escritura(self) -> AsyncIterator[TransaccionOracle]:
        async with self._transaccion(self._escritura_ms, escribe=True) as transaccion:
            yield transaccion

    async def de_corrido(self, cuerpo: Cuerpo[T]) -> T:
        desde = time.monotonic()
        conexion = await self._pool.tomar()
        conexion.limitar(self._escritura_ms)
        sesion = SesionEnHilo(self._pool, self._escritura_ms, self._lectura_ms, True, conexion, desde)
        return await sesion.correr(lambda: cuerpo(TransaccionOracle(sesion)))

    async def verificar(self) -> None:
        try:
            async with self.lectura() as transaccion:
                await transaccion.sql.una("SELECT count(*) AS cuantos FROM portal_usuario")
        except BaseCaida as caida:
            raise NoDisponible(caida.codigo, caida.causa or caida.mensaje, caida.reintentar_en) from caida

    async def cerrar(self) -> None:
        await self._pool.cerrar()
