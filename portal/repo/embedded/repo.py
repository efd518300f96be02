"""The embedded database: one SQLite file, several connections, one writer at a time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from decimal import Decimal
from pathlib import Path

import aiosqlite

from portal.clock import Clock
from portal.errors import NoDisponible, ResultadoDesconocido
from portal.repo.embedded import migration
from portal.repo.embedded.connections import Conexiones
from portal.repo.embedded.failures import DANADA, OCUPADA, traducir
from portal.repo.embedded.paquete import PaqueteEmbebido
from portal.repo.embedded.sql import SqlSqlite
from portal.repo.embedded.watch import Vigia
from portal.repo.protocol import Cuerpo, T

LECTORAS = 4
# In this process's line and for another's lock together: whoever would wait longer is told that it is busy.
ESPERA_S = 2.0
PAUSA_S = 0.005
# SQLite's own waiting is for what a read meets in passing, as a log that is being recovered.
LEER = "PRAGMA busy_timeout = 1000; BEGIN"
ESCRIBIR = "PRAGMA busy_timeout = 0; BEGIN IMMEDIATE"

# When this request, or this task, last gave up: what it still has to put in order is tried, and not waited for again.
_rendido: ContextVar[float] = ContextVar("rendido", default=-ESPERA_S)


class TransaccionSqlite:
    """A transaction already begun; its engine rolls back what was not confirmed."""

    def __init__(self, conexion: aiosqlite.Connection, vigia: Vigia, clock: Clock, tasa: Decimal) -> None:
        self._conexion = conexion
        self._vigia = vigia
        self._confirmada = False
        self.sql = SqlSqlite(conexion)
        self.paquete = PaqueteEmbebido(self.sql, clock, tasa)

    async def confirmar(self) -> None:
        self._vigia.mirar()
        with traducir():
            await self._conexion.commit()
        self._confirmada = True
        self.revisar()

    def revisar(self) -> None:
        """What was read and written was in the file that is at its path. Raises NoDisponible where it was another, and
        ResultadoDesconocido where that was confirmed."""
        try:
            self._vigia.mirar()
        except NoDisponible as error:
            if self._confirmada:
                raise ResultadoDesconocido(error.mensaje) from error
            raise


class EmbeddedRepo:
    """Repo on the file `ruta`. `tasa` is the commission of the embedded package (0.015 is 1.5 %)."""

    espera_s = ESPERA_S

    def __init__(self, ruta: Path, clock: Clock, tasa: Decimal) -> None:
        self.ruta = ruta
        self._reloj = clock
        self._tasa = tasa
        self._turno = asyncio.Lock()
        self._lugares = asyncio.Semaphore(LECTORAS)
        self._conexiones = Conexiones(ruta)
        self._danada: NoDisponible | None = None

    @asynccontextmanager
    async def _transaccion(self, comienzo: str, limite: float) -> AsyncIterator[TransaccionSqlite]:
        conexion = await self._conexiones.tomar()
        sana = False
        try:
            await _empezar(conexion, comienzo, limite)
            transaccion = TransaccionSqlite(conexion, self._conexiones.vigia, self._reloj, self._tasa)
            try:
                yield transaccion
                transaccion.revisar()
            except (NoDisponible, ResultadoDesconocido):
                raise
            except Exception:
                transaccion.revisar()  # a refusal that was read in another file is none
                raise
            finally:
                if conexion.in_transaction:
                    with traducir():
                        await conexion.rollback()
            sana = True
        except Exception as error:
            sana = not conexion.in_transaction
            if isinstance(error, NoDisponible):
                sana = sana and error.codigo == OCUPADA
                self._danada = error if error.codigo == DANADA else self._danada
            raise
        finally:
            await self._conexiones.devolver(conexion, sana=sana)

    @asynccontextmanager
    async def lectura(self) -> AsyncIterator[TransaccionSqlite]:
        limite = self._limite()
        async with _en_fila(self._lugares, limite), self._transaccion(LEER, limite) as transaccion:
            yield transaccion

    @asynccontextmanager
    async def escritura(self) -> AsyncIterator[TransaccionSqlite]:
        # The lock orders the writers of this process fairly; those of others are waited for by SQLite.
        limite = self._limite()
        async with _en_fila(self._turno, limite), self._transaccion(ESCRIBIR, limite) as transaccion:
            yield transaccion

    async def read(self, cuerpo: Cuerpo[T]) -> T:
        async with self.lectura() as transaccion:
            return await cuerpo(transaccion)

    async def write(self, cuerpo: Cuerpo[T]) -> T:
        async with self.escritura() as transaccion:
            return await cuerpo(transaccion)

    async def verificar(self) -> None:
        if self._danada:
            raise self._danada
        async with self.lectura() as transaccion:
            await transaccion.sql.una("SELECT count(*) AS cuantos FROM portal_usuario")

    async def crear_esquema(self) -> None:
        """Makes the file and its schema where there is none. Raises NoDisponible for a file of something else, or of
        another version."""
        await asyncio.to_thread(migration.prepare, self.ruta)

    async def cerrar(self) -> None:
        await self._conexiones.cerrar()

    def _limite(self) -> float:
        ahora = asyncio.get_running_loop().time()
        return ahora if ahora - _rendido.get() < self.espera_s else ahora + self.espera_s


async def _empezar(conexion: aiosqlite.Connection, comienzo: str, limite: float) -> None:
    """Another process's lock is asked for every few milliseconds: SQLite itself, which asks less and less often, would
    hardly ever find it free beside a busy one."""
    while True:
        try:
            with traducir():
                await conexion.executescript(comienzo)
        except NoDisponible as error:
            if error.codigo != OCUPADA or asyncio.get_running_loop().time() >= limite:
                raise
            await asyncio.sleep(PAUSA_S)
        else:
            return


@asynccontextmanager
async def _en_fila(fila: asyncio.Lock | asyncio.Semaphore, limite: float) -> AsyncIterator[None]:
    """A place in it, until the limit at most, and where it was the database that kept everybody waiting too."""
    try:
        try:
            async with asyncio.timeout_at(limite):
                await fila.acquire()
        except TimeoutError as error:
            raise NoDisponible(OCUPADA, "La base de datos está ocupada: probá de nuevo en unos segundos.", 2) from error
        try:
            yield
        finally:
            fila.release()
    except NoDisponible as error:
        if error.codigo == OCUPADA:
            _rendido.set(asyncio.get_running_loop().time())
        raise
