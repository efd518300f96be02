"""Transactions on one SQLite file, each on a connection of its own from its beginning to its end, in whichever thread
asks for it."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal

from portal.clock import Clock
from portal.errors import NoDisponible, ResultadoDesconocido
from portal.repo.embedded.link.connections import Conexiones
from portal.repo.embedded.link.failures import DANADA, OCUPADA, traducir
from portal.repo.embedded.link.sql import SqlSqlite
from portal.repo.embedded.link.watch import Vigia
from portal.repo.embedded.paquete import PaqueteEmbebido

PAUSA_S = 0.005
BEGIN_PART, UNDO_PART, END_PART = "SAVEPOINT parte", "ROLLBACK TO parte", "RELEASE parte"
# How often SQLite asks whether anybody still waits for what it reads: some milliseconds of its own steps.
STEPS = 100_000


def nobody() -> bool:
    """Nobody went away, and nobody else waits."""
    return False


class TransaccionSqlite:
    """A transaction already begun; whoever began it rolls back what was not confirmed.

    While `others` wait for their turn, confirming only keeps what was done: theirs follow in the same one, as parts of
    it, and commit() is for all.
    """

    def __init__(
        self,
        conexion: sqlite3.Connection,
        vigia: Vigia,
        clock: Clock,
        tasa: Decimal,
        others: Callable[[], bool] = nobody,
        *,
        is_part: bool = False,
    ) -> None:
        self._conexion = conexion
        self._vigia = vigia
        self._clock = clock
        self._tasa = tasa
        self._others = others
        self._is_part = is_part
        self.kept = False
        self.confirmada = False
        self.sql = SqlSqlite(conexion)
        self.paquete = PaqueteEmbebido(self.sql, clock, tasa)

    async def confirmar(self) -> None:
        if self._is_part or self._others():
            self._keep()
        else:
            self.commit()

    def commit(self) -> None:
        """What was done is on the disk."""
        self._vigia.mirar()
        with traducir():
            self._conexion.commit()
        self.confirmada = True
        self.revisar()

    def part(self) -> "TransaccionSqlite":
        """Another one within this one, whose body has ended."""
        with traducir():
            self._conexion.execute(BEGIN_PART)
        return TransaccionSqlite(self._conexion, self._vigia, self._clock, self._tasa, is_part=True)

    def end(self) -> None:
        """Undoes what a part did not confirm."""
        with traducir():
            self._conexion.execute(UNDO_PART)
            self._conexion.execute(END_PART)

    def revisar(self) -> None:
        """What was read and written was in the file that is at its path. Raises NoDisponible where it was another, and
        ResultadoDesconocido where that was confirmed."""
        try:
            self._vigia.mirar()
        except NoDisponible as error:
            if self.confirmada:
                raise ResultadoDesconocido(error.mensaje) from error
            raise

    def _keep(self) -> None:
        with traducir():
            if self._is_part:
                self._conexion.execute(END_PART)
            self._conexion.execute(BEGIN_PART)
        self._is_part = self.kept = True


class Transactions:
    """Those of one file. `tasa` is the commission of the embedded package (0.015 is 1.5 %)."""

    def __init__(self, conexiones: Conexiones, clock: Clock, tasa: Decimal) -> None:
        self._conexiones = conexiones
        self._clock = clock
        self._tasa = tasa
        # Why nothing more is served: a file that was found damaged stays so.
        self.damaged: NoDisponible | None = None

    @contextmanager
    def reading(self, until: float, left: Callable[[], bool] = nobody) -> Iterator[TransaccionSqlite]:
        """One that changes nothing, and is given up once `left` says that nobody waits for it any more."""
        with self._one(until, nobody, escribe=False) as (transaccion, conexion):
            conexion.set_progress_handler(left, STEPS)
            try:
                yield transaccion
            finally:
                conexion.set_progress_handler(None, STEPS)

    @contextmanager
    def writing(self, until: float, others: Callable[[], bool] = nobody) -> Iterator[TransaccionSqlite]:
        """One that may change rows. Raises NoDisponible where another process has the lock until then, of the monotonic
        clock."""
        with self._one(until, others, escribe=True) as (transaccion, _):
            yield transaccion

    @contextmanager
    def _one(
        self, until: float, others: Callable[[], bool], *, escribe: bool
    ) -> Iterator[tuple[TransaccionSqlite, sqlite3.Connection]]:
        conexion = self._conexiones.tomar(escribe=escribe)
        sana = False
        try:
            _begin(conexion, "BEGIN IMMEDIATE" if escribe else "BEGIN", until)
            transaccion = TransaccionSqlite(conexion, self._conexiones.vigia, self._clock, self._tasa, others)
            try:
                self._conexiones.look(conexion)
                yield transaccion, conexion
                if not transaccion.confirmada:
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
            self._conexiones.devolver(conexion, escribe=escribe, sana=sana)


def _begin(conexion: sqlite3.Connection, comienzo: str, until: float) -> None:
    """Another process's lock is asked for every few milliseconds: SQLite itself, which asks less and less often, would
    hardly ever find it free beside a busy one."""
    while True:
        try:
            with traducir():
                conexion.execute(comienzo)
        except NoDisponible as error:
            if error.codigo != OCUPADA or time.monotonic() >= until:
                raise
            time.sleep(PAUSA_S)
        else:
            return
