"""A session of its own for a command that changes the schema, one statement after another."""

from collections.abc import Iterator
from contextlib import contextmanager

import oracledb

from portal.errors import PortalError
from portal.repo.oracle.driver import place
from portal.repo.oracle.schema.refusals import code
from portal.settings import Settings

CONEXION_S = 5.0
LLAMADA_MS = 60_000


class InstalacionCortada(PortalError):
    """It stopped at a step; what was done before stays, and the next run goes on from there."""

    def __init__(self, frase: str) -> None:
        super().__init__("instalacion-cortada", frase)


@contextmanager
def told(sentence: str) -> Iterator[None]:
    """The driver's errors as InstalacionCortada, which says that and the error's code."""
    try:
        yield
    except oracledb.Error as error:
        raise InstalacionCortada(f"{sentence} ({code(error)}).") from error


def connect(settings: Settings) -> oracledb.Connection:
    """Its calls wait a minute at most. Raises InstalacionCortada."""
    with told("No se puede entrar en la base de datos"):
        conexion = oracledb.connect(
            user=settings.db_user,
            password=settings.db_password,
            **place(settings),
            tcp_connect_timeout=CONEXION_S,
            retry_count=0,
        )
    conexion.call_timeout = LLAMADA_MS
    return conexion
