"""SQLite's errors in the portal's words. What it could not do was not done: there is no unknown outcome here."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from portal.errors import NoDisponible
from portal.repo.protocol import LlaveDuplicada

DANADA = "base-danada"
OCUPADA = "base-ocupada"
AJENA = "base-ajena"

_OCUPADA = (OCUPADA, "La base de datos está ocupada: probá de nuevo en unos segundos.", 2)
# By the primary code, the low byte of SQLite's own.
_CAUSAS = {
    sqlite3.SQLITE_BUSY: _OCUPADA,
    sqlite3.SQLITE_LOCKED: _OCUPADA,
    sqlite3.SQLITE_FULL: ("base-sin-lugar", "No queda lugar en el disco para la base de datos.", 30),
    sqlite3.SQLITE_READONLY: (
        "base-solo-lectura",
        "No se puede escribir en la base de datos: revisá sus permisos.",
        30,
    ),
    sqlite3.SQLITE_CORRUPT: (DANADA, "La base de datos está dañada: hay que reponer una copia.", 60),
    sqlite3.SQLITE_NOTADB: (AJENA, "El archivo de la base no es una base de datos.", 60),
}


def busy() -> NoDisponible:
    """Whoever waited for a turn did not get one in time."""
    return NoDisponible(*_OCUPADA)


def _dicha(error: sqlite3.Error) -> NoDisponible:
    # Text that is no text in a stored row comes without a code.
    codigo = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    nombre = getattr(error, "sqlite_errorname", "texto ilegible")
    generica = ("base-no-disponible", f"La base de datos embebida no responde ({nombre}).", 1)
    return NoDisponible(*_CAUSAS.get(codigo & 0xFF, generica))


@contextmanager
def traducir() -> Iterator[None]:
    """Raises LlaveDuplicada or NoDisponible; a mistake in our own SQL stays what it is."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        if error.sqlite_errorcode in (sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY):
            raise LlaveDuplicada from error
        raise
    except (sqlite3.ProgrammingError, sqlite3.InterfaceError, sqlite3.InternalError, sqlite3.NotSupportedError):
        raise
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR:
            raise  # a mistake in our SQL, not the weather
        raise _dicha(error) from error
