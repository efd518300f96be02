"""A session of its own for a command that changes the schema, one statement after another."""

from collections.abc import Iterator
from contextlib import contextmanager

import oracledb

from portal.errors import PortalError
from portal.repo.oracle.link.driver import place
from portal.repo.oracle.schema.refusals import code
from portal.settings import Settings
from portal.texts.named import Saying, datos

CONEXION_S = 5.0
LLAMADA_MS = 60_000


class InstalacionCortada(PortalError):
    """It stopped at a step; what was done before stays, and the next run goes on from there."""

    def __init__(self, dicho: Saying) -> None:
        super().__init__(dicho.code, dicho.data)


@contextmanager
def told(donde: str) -> Iterator[None]:
    """The driver's errors as InstalacionCortada, which says where it was, a case of `instalacion-donde`, and the
    error's code."""
    try:
        yield
    except oracledb.Error as error:
        raise InstalacionCortada(
            Saying(
                "instalacion-cortada",
                datos(caso="del-driver", donde=Saying("instalacion-donde", datos(caso=donde)), causa=code(error)),
            )
        ) from error


def connect(settings: Settings) -> oracledb.Connection:
    """Its calls wait a minute at most. Raises InstalacionCortada."""
    with told("entrada"):
        conexion = oracledb.connect(
            user=settings.db_user,
            password=settings.db_password,
            **place(settings),
            tcp_connect_timeout=CONEXION_S,
            retry_count=0,
        )
    conexion.call_timeout = LLAMADA_MS
    return conexion
