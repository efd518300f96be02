"""Transactions on one SQLite file, each on a connection of its own from its beginning to its end, in whichever thread
asks for it."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal

from portal.clock import Clock
from portal.errors import NoDisponible, ResultadoDesconocido
from portal.repo.embedded.connections import Conexiones
from portal.repo.embedded.failures import DANADA, OCUPADA, traducir
from portal.repo.embedded.paquete import PaqueteEmbebido
from portal.repo.embedded.sql import SqlSqlite
from portal.repo.embedded.watch import Vigia

PAUSA_S = 0.005
# SQLite's own waiting is for what a read meets in passing, as a log that is being recovered.
LEER = ("PRAGMA busy_timeout = 1000", "BEGIN")
ESCRIBIR = ("PRAGMA busy_timeout = 0", "BEGIN IMMEDIATE")
# How often SQLite asks whether anybody still waits for what it reads: some milliseconds of its own steps.
STEPS = 100_000


def always() -> bool:
    """Somebody waits for it to the end."""
    return False


class TransaccionSqlite:
    """A transaction already begun; whoever began it rolls back what was not confirmed."""

    def __init__(self, conexion: sqlite3.Connection, vigia: Vigia, clock: Clock, tasa: Decimal) -> None:
        self._conexion = conexion
        self._vigia = vigia
        self._confirmada = False
        self.sql = SqlSqlite(conexion)
        self.paquete = PaqueteEmbebido(self.sql, clock, tasa)

    async def confirmar(self) -> None:
        self._vigia.mirar()
        with traducir():
            self._conexion.commit()
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


class Transactions:
    """Those of one file. `tasa` is the commission of the embedded package (0.015 is 1.5 %)."""

    def __init__(self, conexiones: Conexiones, clock: Clock, tasa: Decimal) -> None:
        self._conexiones = conexiones
        self._reloj = clock
        self._tasa = tasa
        # Why nothing more is served: a file that was found damaged stays so.
        self.damaged: NoDisponible | None = None

    @contextmanager
    def reading(self, until: float, left: Callable[[], bool] = always) -> Iterator[TransaccionSqlite]:
        """One that changes nothing, and is given up once `left` says that nobody waits for it any more."""
        with self._one(LEER, until) as (transaccion, conexion):
            conexion.set_progress_handler(left, STEPS)
            try:
                yield transaccion
            finally:
                conexion.set_progress_handler(None, STEPS)

    @contextmanager
    def writing(self, until: float) -> Iterator[TransaccionSqlite]:
        """One that may change rows. Raises NoDisponible where another process has the lock until then, of the monotonic
        clock."""
        with self._one(ESCRIBIR, until) as (transaccion, _):
            yield transaccion

    @contextmanager
    def _one(self, comienzo: tuple[str, str], until: float) -> Iterator[tuple[TransaccionSqlite, sqlite3.Connection]]:
        conexion = self._conexiones.tomar()
        sana = False
        try:
            _begin(conexion, comienzo, until)
            transaccion = TransaccionSqlite(conexion, self._conexiones.vigia, self._reloj, self._tasa)
            try:
                self._conexiones.look(conexion)
                yield transaccion, conexion
                transaccion.revisar()
            except (NoDisponible, ResultadoDesconocido):
                raise
            except Exception:
                transaccion.revisar()  # a refusal that was read in another file is none
                raise
            finally:
                if conexion.in_transaction:
                    with traducir():
                        conexion.rollback()
            sana = True
        except Exception as error:
            sana = not conexion.in_transaction
            if isinstance(error, NoDisponible):
                sana = sana and error.codigo == OCUPADA
                self.damaged = error if error.codigo == DANADA else self.damaged
            raise
        finally:
            self._conexiones.devolver(conexion, sana=sana)


def _begin(conexion: sqlite3.Connection, comienzo: tuple[str, str], until: float) -> None:
    """Another process's lock is asked for every few milliseconds: SQLite itself, which asks less and less often, would
    hardly ever find it free beside a busy one."""
    while True:
        try:
            with traducir():
                for sentencia in comienzo:
                    conexion.execute(sentencia)
        except NoDisponible as error:
            if error.codigo != OCUPADA or time.monotonic() >= until:
                raise
            time.sleep(PAUSA_S)
        else:
            return
