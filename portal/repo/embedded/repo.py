"""The embedded database: one SQLite file, several that read, one writer at a time."""

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from pathlib import Path

from portal.clock import Clock
from portal.errors import NoDisponible
from portal.repo.embedded.link import migration
from portal.repo.embedded.link.connections import Conexiones
from portal.repo.embedded.link.failures import OCUPADA
from portal.repo.embedded.link.threads import Threads, whole
from portal.repo.embedded.transactions import Transactions
from portal.repo.embedded.writer import Writer
from portal.repo.protocol import Cuerpo, T

LECTORAS = 4
# In this process's line and for another's lock together: whoever would wait longer is told that it is busy.
ESPERA_S = 2.0

# When this request, or this task, last gave up: what it still has to put in order is tried, and not waited for again.
_rendido: ContextVar[float] = ContextVar("rendido", default=-ESPERA_S)


class EmbeddedRepo:
    """Repo on the file `ruta`. `tasa` is the commission of the embedded package (0.015 is 1.5 %).

    A transaction is handed over once, whole. The line of the one thread that writes orders the writers of this process
    fairly, and those of others are waited for there.
    """

    espera_s = ESPERA_S

    def __init__(self, ruta: Path, clock: Clock, tasa: Decimal) -> None:
        self.ruta = ruta
        self._conexiones = Conexiones(ruta)
        self._transacciones = Transactions(self._conexiones, clock, tasa)
        self._lectoras = Threads("lectora", LECTORAS)
        self._escritora = Writer(self._transacciones)

    async def read(self, cuerpo: Cuerpo[T]) -> T:
        limite, gone = self._limite(), threading.Event()

        def leer() -> T:
            with self._transacciones.reading(limite, gone.is_set) as transaccion:
                return whole(cuerpo(transaccion))

        try:
            with _rendirse():
                return await self._lectoras.run(leer, limite)
        except asyncio.CancelledError:
            gone.set()
            raise

    async def write(self, cuerpo: Cuerpo[T]) -> T:
        with _rendirse():
            return await self._escritora.run(cuerpo, self._limite())

    async def verificar(self) -> None:
        if self._transacciones.damaged:
            raise self._transacciones.damaged
        await self.read(lambda tx: tx.sql.una("SELECT max(id) AS ultimo FROM portal_usuario"))

    async def crear_esquema(self) -> None:
        """Makes the file and its schema where there is none. Raises NoDisponible for a file of something else, or of
        another version."""
        await asyncio.to_thread(migration.prepare, self.ruta)

    async def cerrar(self) -> None:
        await self._lectoras.close()
        await self._escritora.close()
        await asyncio.to_thread(self._conexiones.cerrar)

    def _limite(self) -> float:
        ahora = time.monotonic()
        return ahora if ahora - _rendido.get() < self.espera_s else ahora + self.espera_s


@contextmanager
def _rendirse() -> Iterator[None]:
    """Notes that the caller waited to the end, in this process's line or for another's lock."""
    try:
        yield
    except NoDisponible as error:
        if error.codigo == OCUPADA:
            _rendido.set(time.monotonic())
        raise
