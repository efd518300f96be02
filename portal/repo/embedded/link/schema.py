"""Whether a file has the schema of this version: it is asked before anything is done with it."""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.resources import files

from portal.errors import NoDisponible
from portal.repo.embedded.link.failures import AJENA, traducir
from portal.repo.migrations import plan
from portal.repo.migrations.recognition import recognise
from portal.repo.migrations.steps import Applied, steps
from portal.texts.named import Saying, datos

VERSION = "portal_version"
OBJETOS = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
COLUMNAS = """
SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'"""
PASOS = "SELECT numero, nombre, huella FROM portal_version ORDER BY numero"


def texto() -> str:
    """The statements that make the whole schema of this version."""
    return files("portal.repo.embedded.link").joinpath("schema.sql").read_text("utf-8")


def objects(base: sqlite3.Connection) -> dict[str, str]:
    """The statement that made each table, index and trigger, without what only people read."""
    return {str(nombre): re.sub(r'--[^\n]*|\s+|"|IF NOT EXISTS', "", str(sql)) for nombre, sql in base.execute(OBJETOS)}


@cache
def _whole() -> dict[str, str]:
    base = sqlite3.connect(":memory:")
    try:
        base.executescript(texto())
        return objects(base)
    finally:
        base.close()


def applied(base: sqlite3.Connection, there: Mapping[str, str]) -> tuple[Applied, ...]:
    """The steps that it has been through, written down in it or told by its tables; there: its objects."""
    if VERSION in there:
        return tuple(Applied(int(fila[0]), str(fila[1]), str(fila[2])) for fila in base.execute(PASOS))
    columns = {f"{tabla}.{columna}" for tabla, columna in base.execute(COLUMNAS)}
    return recognise(steps("embedded"), there.keys() | columns)


def require_ours(there: Mapping[str, str], nombre: str) -> None:
    """Raises NoDisponible for a database of something else, by its objects."""
    if "portal_usuario" not in there:
        raise ajena(nombre)


def require(base: sqlite3.Connection, nombre: str, *, whole: bool = False) -> None:
    """Raises NoDisponible for a database that is none of ours, that lacks steps, or whose tables are not these; whole:
    or its indexes and triggers."""
    there = objects(base)
    require_ours(there, nombre)
    plan.require(steps("embedded"), applied(base, there))
    if VERSION not in there:
        raise plan.unversioned()
    for objeto, sql in _whole().items():
        if (whole or sql.startswith("CREATETABLE")) and there.get(objeto) != sql:
            caso = "distinto" if objeto in there else "falta"
            raise unlike(nombre, Saying("base-dispareja", datos(caso=caso, objeto=objeto)))


def require_version(base: sqlite3.Connection) -> None:
    """Of a database that was of this version: raises NoDisponible where steps were taken since, or undone."""
    plan.require(steps("embedded"), (Applied(*fila) for fila in base.execute(PASOS)))


def unlike(nombre: str, causa: Saying) -> NoDisponible:
    """A database that is of no version, whatever it says of itself."""
    return NoDisponible("base-antigua", datos(caso="dispareja", archivo=nombre, causa=causa), plan.REINTENTAR_S)


def ajena(nombre: str) -> NoDisponible:
    """A file that is something else."""
    return NoDisponible("base-ajena", datos(caso="de-otra-cosa", archivo=nombre), 30)


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
