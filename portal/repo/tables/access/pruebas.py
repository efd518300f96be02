"""What proves something once: remembered as used until it would have ended by itself."""

from datetime import datetime
from hashlib import sha256

from portal.clock import en_micros
from portal.repo.protocol import LlaveDuplicada, Sql

GASTAR = "INSERT INTO portal_prueba_usada (huella, vence) VALUES (:huella, :vence)"
PURGAR = "DELETE FROM portal_prueba_usada WHERE vence <= :ahora"


async def gastar(sql: Sql, prueba: str, vence: datetime) -> bool:
    """It is used from now on; False where it was before. Of many at once the unique key lets one in."""
    try:
        await sql.ejecutar(GASTAR, huella=sha256(prueba.encode()).hexdigest(), vence=en_micros(vence))
    except LlaveDuplicada:
        return False
    return True


async def purgar(sql: Sql, ahora: datetime) -> int:
    """Forgets those that would be refused as too old; how many they were."""
    return await sql.ejecutar(PURGAR, ahora=en_micros(ahora))
