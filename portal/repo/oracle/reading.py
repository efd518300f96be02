"""Rows of the portal's own tables, read whole. They hold integers and text only, so that no Decimal is needed here."""

from collections.abc import Mapping

import oracledb

from portal.repo.protocol import Fila, Valor

POR_VIAJE = 250


async def leer(conexion: oracledb.AsyncConnection, sql: str, valores: Mapping[str, Valor]) -> list[Fila]:
    """Every row that a SELECT finds, by lower case names."""
    with conexion.cursor() as cursor:
        cursor.arraysize = POR_VIAJE
        cursor.prefetchrows = POR_VIAJE
        await cursor.execute(sql, valores, fetch_decimals=False, fetch_lobs=False)
        nombres = [columna.name.lower() for columna in cursor.description or ()]
        return [dict(zip(nombres, fila, strict=True)) for fila in await cursor.fetchall()]
