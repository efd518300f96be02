"""Rows of the portal's own tables, read whole. They hold integers and text only, so that no Decimal is needed here."""

from collections.abc import Mapping

import oracledb

from portal.repo.protocol import Fila, Valor

PER_TRIP = 250


async def read(connection: oracledb.AsyncConnection, sql: str, valores: Mapping[str, Valor]) -> list[Fila]:
    """Every row that a SELECT finds, by lower case names."""
    with connection.cursor() as cursor:
        cursor.arraysize = PER_TRIP
        cursor.prefetchrows = PER_TRIP
        await cursor.execute(sql, valores, fetch_decimals=False, fetch_lobs=False)
        names = [column.name.lower() for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in await cursor.fetchall()]
