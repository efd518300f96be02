"""The embedded database as a file: putting a new one in the place of another, whole or not at all."""

import sqlite3
from pathlib import Path

from portal.errors import NoDisponible

ACOMPANANTES = ("-wal", "-shm")


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
        raise NoDisponible(
            "base-en-uso", f"La base {ruta.name} está en uso: pará el portal y probá de nuevo.", 5
        ) from error
    except sqlite3.DatabaseError as error:
        raise NoDisponible(
            "base-ajena", f"{ruta.name} no es una base de datos SQLite: elegí otro archivo con SQLITE_PATH.", 5
        ) from error
    finally:
        conexion.close()
