"""SQLite's errors in the portal's words. What it could not do was not done: there is no unknown outcome here."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from portal.errors import NoDisponible
from portal.repo.protocol import LlaveDuplicada
from portal.texts.named import Saying, datos

DANADA = "base-danada"
OCUPADA = "base-ocupada"
AJENA = "base-ajena"

_OCUPADA = (Saying("base-ocupada"), 2)
# By the primary code, the low byte of SQLite's own: what is said, and in how many seconds it may be otherwise.
_CAUSAS = {
    sqlite3.SQLITE_BUSY: _OCUPADA,
    sqlite3.SQLITE_LOCKED: _OCUPADA,
    sqlite3.SQLITE_FULL: (Saying("base-sin-lugar"), 30),
    sqlite3.SQLITE_READONLY: (Saying("base-solo-lectura"), 30),
    sqlite3.SQLITE_CORRUPT: (Saying("base-danada"), 60),
    sqlite3.SQLITE_NOTADB: (Saying("base-ajena"), 60),
}


def busy() -> NoDisponible:
    """Whoever waited for a turn did not get one in time."""
    dice, en = _OCUPADA
    return NoDisponible(dice.code, dice.data, en)


def _dicha(error: sqlite3.Error) -> NoDisponible:
    # Text that is no text in a stored row comes without a code.
    codigo = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    generica = Saying("base-no-disponible", datos(caso="embebida", causa=getattr(error, "sqlite_errorname", "")))
    dice, en = _CAUSAS.get(codigo & 0xFF, (generica, 1))
    return NoDisponible(dice.code, dice.data, en)


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
