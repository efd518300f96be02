"""Where the database is, as the driver takes it, and a new session of it within a limit of ours."""

import asyncio
import re

import oracledb

from portal.settings import Settings

LIMIT_S = 3.0  # for each address
# -03:00 is Asunción since October 2024; a database's own time zone file may still know the daylight saving of before.
SESSION = (
    "ALTER SESSION SET NLS_DATE_FORMAT = 'YYYY-MM-DD' NLS_NUMERIC_CHARACTERS = '.,' NLS_SORT = BINARY "
    "NLS_COMP = BINARY TIME_ZONE = '-03:00'"
)
ADDRESS = re.compile(r"\(\s*ADDRESS\s*=\s*(?:\([^()]*\)\s*)+\)", re.IGNORECASE)

oracledb.defaults.fetch_decimals = True  # by default the driver makes floats of amounts


def destino(settings: Settings) -> dict[str, str | int | None]:
    """Where the database is: one address, or a descriptor with several or with TLS."""
    if not settings.db_dsn:
        return {"host": settings.db_host, "port": settings.db_port, "service_name": settings.db_service}
    return {
        "dsn": settings.db_dsn,
        "wallet_location": settings.db_wallet or None,
        "wallet_password": settings.db_wallet_password or None,
    }


def with_one_address(descriptor: str) -> list[str]:
    """That descriptor once for each of its addresses: the driver tries them one after another within one limit, and a
    first one that stays silent would use all of it up."""
    addresses = list(ADDRESS.finditer(descriptor))
    if len(addresses) < 2:  # noqa: PLR2004 - there is nothing to take apart
        return [descriptor]
    return [_without(descriptor, [other for other in addresses if other is not kept]) for kept in addresses]


def _without(text: str, parts: list[re.Match[str]]) -> str:
    for part in reversed(parts):
        text = text[: part.start()] + text[part.end() :]
    return text


async def connect(settings: Settings) -> oracledb.AsyncConnection:
    """A session with the portal's settings, or the driver's error within LIMIT_S for each address. Raises OSError
    where nobody said a word in time."""
    where = destino(settings)
    descriptors = with_one_address(settings.db_dsn) if settings.db_dsn else [None]
    for descriptor in descriptors[:-1]:
        try:
            return await _connect(settings, where | {"dsn": descriptor})
        except (oracledb.Error, OSError):
            continue
    return await _connect(settings, where | {"dsn": descriptors[-1]} if settings.db_dsn else where)


async def _connect(settings: Settings, where: dict[str, str | int | None]) -> oracledb.AsyncConnection:
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
