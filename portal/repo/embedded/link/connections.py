"""Connections to one SQLite file, opened as they are needed and kept for the next."""

import ctypes
import sqlite3
import threading
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from portal.errors import NoDisponible
from portal.repo.embedded.link import functions, schema
from portal.repo.embedded.link.journal import write_ahead
from portal.repo.embedded.link.watch import Vigia
from portal.repo.migrations.lookout import Lookout
from portal.texts.named import datos

C = TypeVar("C", bound=sqlite3.Connection)

# More than the portal has: each is prepared once for each connection.
STATEMENTS = 512
# For what a read meets in passing, as a log that is being recovered.
ESPERA_S = 1.0
PRAGMAS = (
    f"PRAGMA busy_timeout = {ESPERA_S * 1000:.0f}",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
)


def abrir(ruta: Path, clase: type[C] = sqlite3.Connection) -> C:  # type: ignore[assignment] # mypy: no default for a C
    """A connection to whatever is in that file, for one thread after another."""
    conexion = clase(ruta, isolation_level=None, check_same_thread=False, cached_statements=STATEMENTS)
    try:
        for pragma in PRAGMAS:
            conexion.execute(pragma)
        write_ahead(conexion, ESPERA_S)
        functions.agregar(conexion)
    except sqlite3.Error:
        conexion.close()
        raise
    return conexion


class Conexiones:
    """Raises NoDisponible where the file is missing, not ours, of another version, or another than it was. Any thread
    may ask."""

    def __init__(self, ruta: Path) -> None:
        self._ruta = ruta
        self._libres: dict[bool, list[sqlite3.Connection]] = {True: [], False: []}
        self._abiertas = 0
        self._conocida = False
        # Counted and watched as one: the last that is closed ends the watch, and the first that is opened begins it.
        self._candado = threading.RLock()
        self._lookout = Lookout()
        self.vigia = Vigia(ruta)

    def look(self, conexion: sqlite3.Connection) -> None:
        """Where a transaction begins: raises NoDisponible where the database was not of this version a moment ago."""
        if self._lookout.due():
            with self._lookout.looking(), schema.nombrar(self._ruta.name):
                schema.require_version(conexion)

    def tomar(self, *, escribe: bool) -> sqlite3.Connection:
        """One that is free, or another one. One that writes does not wait for the lock by itself."""
        self.vigia.mirar()
        try:
            return self._libres[escribe].pop()
        except IndexError:
            with self._candado:
                conexion = self._conectar()
            if escribe:
                conexion.execute("PRAGMA busy_timeout = 0")
            return conexion

    def devolver(self, conexion: sqlite3.Connection, *, escribe: bool, sana: bool) -> None:
        """For the next; one that is not sound is closed."""
        if sana:
            self._libres[escribe].append(conexion)
        else:
            self._cerrar(conexion)

    def cerrar(self) -> None:
        """Every free one."""
        with suppress(NoDisponible):
            self.vigia.mirar()
        for libres in self._libres.values():
            while libres:
                self._cerrar(libres.pop())

    def _conectar(self) -> sqlite3.Connection:
        nombre = self._ruta.name
        if not self._ruta.is_file():
            raise NoDisponible("base-no-creada", datos(archivo=nombre), 30)
        with schema.nombrar(nombre):
            conexion = self._abrir()
            self._abiertas += 1
            try:
                if not self._conocida:
                    schema.require(conexion, nombre)
                    self._conocida = True
                self.vigia.empezar()
            except BaseException:
                self._cerrar(conexion)
                raise
        return conexion

    def _abrir(self) -> sqlite3.Connection:
        return abrir(self._ruta)

    def _cerrar(self, conexion: sqlite3.Connection) -> None:
        with self._candado:
            if self.vigia.ajena:
                _abandonar(conexion)
            else:
                with suppress(sqlite3.Error):
                    conexion.close()
            self._abiertas -= 1
            if not self._abiertas:
                self.vigia.terminar()


def _abandonar(conexion: sqlite3.Connection) -> None:
    """Leaves it open for ever: the last one to close would write what is left in its log into the file that took the
    place of its own, and Python 3.11 has no way to ask for less."""
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(conexion))
