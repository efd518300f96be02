"""The embedded database as a file: putting a new one in the place of another, whole or not at all."""

import sqlite3
from contextlib import closing
from enum import Enum
from pathlib import Path

from portal.errors import NoDisponible
from portal.repo.embedded.link.schema import ajena
from portal.repo.embedded.link.watch import ACOMPANANTES
from portal.texts.named import datos

GENTE = "SELECT nombre FROM portal_usuario UNION ALL SELECT nombre FROM erp_cliente LIMIT 1"
DE_DEMO = "SELECT count(*) FROM portal_usuario WHERE es_demo = 1 AND activo = 1"


class Contenido(Enum):
    """What a database holds, of this version or of any before."""

    NADA = "nada"
    DEMO = "demo"
    PROPIO = "propio"


def contenido(ruta: Path) -> Contenido:
    """Whether there is anything of somebody's in it. Raises NoDisponible for a file that is no database of ours."""
    if not ruta.exists() or not ruta.stat().st_size:
        return Contenido.NADA
    try:
        with closing(sqlite3.connect(ruta, timeout=2)) as conexion:
            if conexion.execute(GENTE).fetchone() is None:
                return Contenido.NADA
            return Contenido.DEMO if conexion.execute(DE_DEMO).fetchone()[0] else Contenido.PROPIO
    except sqlite3.Error as error:
        raise ajena(ruta.name) from error


def revisar(ruta: Path) -> None:
    """Reads all of it. Raises NoDisponible where some of it is damaged."""
    try:
        with closing(sqlite3.connect(ruta, timeout=2)) as conexion:
            dicho = conexion.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.Error as error:
        dicho = getattr(error, "sqlite_errorname", str(error))
    if dicho != "ok":
        raise NoDisponible("base-danada", datos(caso="archivo", archivo=ruta.name), 60)


def reemplazar(ruta: Path, nueva: Path) -> None:
    """Moves `nueva` over `ruta`. Raises NoDisponible while another process has `ruta` open: it would go on writing to
    the file that is gone."""
    if ruta.exists() and ruta.stat().st_size:
        _exigir_sin_uso(ruta)
    for sufijo in ACOMPANANTES:
        ruta.with_name(ruta.name + sufijo).unlink(missing_ok=True)
    nueva.replace(ruta)


def quitar(ruta: Path) -> None:
    """Forgets a database that was not finished."""
    for sufijo in ("", *ACOMPANANTES):
        ruta.with_name(ruta.name + sufijo).unlink(missing_ok=True)


def _exigir_sin_uso(ruta: Path) -> None:
    # Leaving WAL needs to be alone with the file: SQLite itself tells whether somebody else has it open.
    conexion = sqlite3.connect(ruta, timeout=1)
    try:
        conexion.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        raise NoDisponible("base-en-uso", datos(archivo=ruta.name), 5) from error
    except sqlite3.DatabaseError as error:
        raise NoDisponible("base-ajena", datos(caso="no-es-sqlite", archivo=ruta.name), 5) from error
    finally:
        conexion.close()
