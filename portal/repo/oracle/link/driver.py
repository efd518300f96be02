"""Where the database is, as the driver takes it, and a new session of it within a limit of ours."""

import asyncio
import ssl
from functools import lru_cache
from typing import TypeAlias

import oracledb

from portal.repo.oracle.link.descriptor import understood, with_one_address
from portal.settings import Settings

Place: TypeAlias = dict[str, str | int | ssl.SSLContext | None]

LIMIT_S = 3.0  # for each address
# -03:00 is Asunción since October 2024; a database's own time zone file may still know the daylight saving of before.
SESSION = (
    "ALTER SESSION SET NLS_DATE_FORMAT = 'YYYY-MM-DD' NLS_NUMERIC_CHARACTERS = '.,' NLS_SORT = BINARY "
    "NLS_COMP = BINARY TIME_ZONE = '-03:00'"
)

oracledb.defaults.fetch_decimals = True  # by default the driver makes floats of amounts


def place(settings: Settings) -> Place:
    """Where the database is: one address, or a descriptor with several or with TLS. Raises AjusteInvalido for one that
    the driver does not understand."""
    if not settings.db_dsn:
        return {"host": settings.db_host, "port": settings.db_port, "service_name": settings.db_service}
    return {
        "dsn": settings.db_dsn,
        "wallet_location": settings.db_wallet or None,
        # Without a word for it the driver asks for the key's password on the terminal, and everybody waits.
        "wallet_password": settings.db_wallet_password,
        "ssl_context": _trusted(settings.db_wallet) if "tcps" in understood(settings.db_dsn) else None,
    }


@lru_cache(maxsize=1)
def _trusted(wallet: str) -> ssl.SSLContext:  # noqa: ARG001 - the driver adds what is in it
    """Who vouches for a server, read once: the driver would read it for each connection, which holds the loop for 40
    ms and more."""
    return ssl.create_default_context()


async def connect(settings: Settings) -> oracledb.AsyncConnection:
    """A session with the portal's settings, or the driver's error within LIMIT_S for each address. Raises OSError
    where nobody said a word in time."""
    where = place(settings)
    descriptors = with_one_address(settings.db_dsn) if settings.db_dsn else [None]
    for descriptor in descriptors[:-1]:
        try:
            return await _connect(settings, where | {"dsn": descriptor})
        except (oracledb.Error, OSError):
            continue
    return await _connect(settings, where | {"dsn": descriptors[-1]} if settings.db_dsn else where)


async def _connect(settings: Settings, where: Place) -> oracledb.AsyncConnection:
    try:
        # To open one may be interrupted, unlike a call; the driver's own limit is not heeded on this side of it.
        async with asyncio.timeout(LIMIT_S):
            raw: oracledb.AsyncConnection = await oracledb.connect_async(
                user=settings.db_user,
                password=settings.db_password,
                **where,
                retry_count=0,
                expire_time=2,
                disable_oob=True,
                program="espacio-clientes",
            )
            raw.module = "espacio-clientes"
            with raw.cursor() as cursor:
                await cursor.execute(SESSION)
    except TimeoutError as error:
        raise OSError("the listener stays silent") from error
    except oracledb.OperationalError as error:
        if "DPY-4011" in str(error):  # whether the driver tells of the network's own error depends on its turn
            raise ConnectionResetError from error
        raise
    return raw
