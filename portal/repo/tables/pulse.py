"""The row by which the portal knows that it can write: one for every instance."""

from datetime import datetime

from portal.clock import en_micros
from portal.repo.protocol import Sql
from portal.repo.rows import instante

LEER = "SELECT en FROM portal_pulso WHERE id = 1"
LATIR = "UPDATE portal_pulso SET en = :en WHERE id = 1"
CREAR = "INSERT INTO portal_pulso (id, en) VALUES (1, :en)"


async def ultimo(sql: Sql) -> datetime | None:
    """When some instance last wrote it."""
    fila = await sql.una(LEER)
    return None if fila is None else instante(fila["en"])


async def latir(sql: Sql, ahora: datetime) -> None:
    """Writes it. Raises LlaveDuplicada where another instance makes the row at this moment."""
    if not await sql.ejecutar(LATIR, en=en_micros(ahora)):
        await sql.ejecutar(CREAR, en=en_micros(ahora))
