"""Whether a file has the tables of this version: it is asked once, before anything is done with it."""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files

import aiosqlite

from portal.errors import NoDisponible
from portal.repo.embebido.failures import AJENA, traducir

ANTIGUA = "base-antigua"
TABLAS = "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


def texto() -> str:
    """The statements that create what is missing, and drop nothing."""
    return files("portal.repo.embebido").joinpath("esquema.sql").read_text("utf-8")


def _tablas(filas: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each table's statement, without what only people read."""
    return {str(nombre): re.sub(r"--[^\n]*|\s+", "", str(sql)) for nombre, sql in filas}


@cache
def _esperadas() -> dict[str, str]:
    conexion = sqlite3.connect(":memory:")
    try:
        conexion.executescript(texto())
        return _tablas(conexion.execute(TABLAS))
    finally:
        conexion.close()


def ajena(nombre: str) -> NoDisponible:
    """A file that is something else."""
    return NoDisponible(
        AJENA,
        f"{nombre} no es una base de Espacio Clientes: creala con «portal db install», o para probar con «portal "
        "demo». Si el archivo es de otra cosa, elegí otro con SQLITE_PATH.",
        30,
    )


@contextmanager
def nombrar(nombre: str) -> Iterator[None]:
    """SQLite's errors as the portal's, with the name of a file that is no database."""
    try:
        with traducir():
            yield
    except NoDisponible as error:
        if error.codigo == AJENA and error.__cause__ is not None:
            raise ajena(nombre) from error.__cause__
        raise


async def exigir(conexion: aiosqlite.Connection, nombre: str, *, completa: bool = True) -> None:
    """Raises NoDisponible for a file that is no database of ours, or one of another version; completa: it has to have
    every table already."""
    hay = _tablas((fila[0], fila[1]) for fila in await conexion.execute_fetchall(TABLAS))
    if "portal_usuario" not in hay and (completa or hay):
        raise ajena(nombre)
    for tabla, sql in _esperadas().items():
        if tabla in hay and hay[tabla] != sql:
            raise NoDisponible(
                ANTIGUA,
                f"{nombre} es de otra versión del portal ({tabla} no es igual) y esta no la puede usar: elegí otro "
                "archivo con SQLITE_PATH, o usá la versión que la hizo.",
                60,
            )
    for tabla in _esperadas() if completa else ():
        if tabla not in hay:
            raise NoDisponible(
                ANTIGUA,
                f"{nombre} es de otra versión del portal (falta {tabla}): agregá lo que falta con «portal db install».",
                60,
            )
