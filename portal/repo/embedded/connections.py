"""Connections to one SQLite file, opened as they are needed and kept for the next."""

import asyncio
import ctypes
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import aiosqlite

from portal.errors import NoDisponible
from portal.repo.embedded import functions, schema
from portal.repo.embedded.watch import Vigia

PRAGMAS = (
    "PRAGMA busy_timeout = 1000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
)


@asynccontextmanager
async def abierta(ruta: Path) -> AsyncIterator[aiosqlite.Connection]:
    """A connection that is closed afterwards, to whatever is in that file."""
    conexion = await abrir(ruta)
    try:
        yield conexion
    finally:
        await conexion.close()


async def abrir(ruta: Path) -> aiosqlite.Connection:
    """A connection to whatever is in that file."""
    conexion = aiosqlite.connect(ruta, isolation_level=None)
    try:
        await conexion
    except sqlite3.Error:
        # Its thread still has a word for the loop, which must not be closed by then.
        await asyncio.to_thread(conexion._thread.join)  # noqa: SLF001
        raise
    conexion.row_factory = sqlite3.Row
    try:
        for pragma in PRAGMAS:
            await conexion.execute(pragma)
        await functions.agregar(conexion)
    except sqlite3.Error:
        await conexion.close()
        raise
    return conexion


class Conexiones:
    """Raises NoDisponible where the file is missing, not ours, of another version, or another than it was."""

    def __init__(self, ruta: Path) -> None:
        self._ruta = ruta
        self._libres: list[aiosqlite.Connection] = []
        self._abiertas = 0
        self._conocida = False
        self.vigia = Vigia(ruta)

    async def tomar(self) -> aiosqlite.Connection:
        """One that is free, or another one."""
        self.vigia.mirar()
        return self._libres.pop() if self._libres else await self._conectar()

    async def devolver(self, conexion: aiosqlite.Connection, *, sana: bool) -> None:
        """For the next; one that is not sound is closed."""
        if sana:
            self._libres.append(conexion)
        else:
            await self._cerrar(conexion)

    async def cerrar(self) -> None:
        """Every free one."""
        with suppress(NoDisponible):
            self.vigia.mirar()
        while self._libres:
            await self._cerrar(self._libres.pop())

    async def _conectar(self) -> aiosqlite.Connection:
        nombre = self._ruta.name
        if not self._ruta.is_file():
            raise NoDisponible(
                "base-no-creada",
                f"No existe la base embebida {nombre}: creala con «portal db install», o para probar con «portal"
                " demo».",
                30,
            )
        with schema.nombrar(nombre):
            conexion = await self._abrir()
            self._abiertas += 1
            try:
                if not self._conocida:
                    await schema.exigir(conexion, nombre)
                    self._conocida = True
                self.vigia.empezar()
            except BaseException:
                await self._cerrar(conexion)
                raise
        return conexion

    async def _abrir(self) -> aiosqlite.Connection:
        return await abrir(self._ruta)

    async def _cerrar(self, conexion: aiosqlite.Connection) -> None:
        if self.vigia.ajena:
            await _abandonar(conexion)
        else:
            with suppress(sqlite3.Error):
                await conexion.close()
        self._abiertas -= 1
        if not self._abiertas:
            self.vigia.terminar()


async def _abandonar(conexion: aiosqlite.Connection) -> None:
    """Ends its thread and leaves SQLite's connection open for ever: the last one to close would write what is left in
    its log into the file that took the place of its own, and Python 3.11 has no way to ask for less."""
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(conexion._conn))  # noqa: SLF001
    conexion._connection = None  # noqa: SLF001
    if parada := conexion.stop():
        await parada
