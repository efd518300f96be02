"""Recovery codes that a user still has, as their HMACs."""

from collections.abc import Sequence

from portal.repo.protocol import Sql
from portal.repo.rows import entero

CUANTOS = "SELECT count(*) AS cuantos FROM portal_respaldo WHERE usuario_id = :usuario_id"
CORTOS = "SELECT count(*) AS cuantos FROM portal_respaldo WHERE usuario_id = :usuario_id AND letras IS NULL"
CREAR = "INSERT INTO portal_respaldo (usuario_id, huella, letras) VALUES (:usuario_id, :huella, :letras)"
GASTAR = "DELETE FROM portal_respaldo WHERE usuario_id = :usuario_id AND huella = :huella"
OLVIDAR = "DELETE FROM portal_respaldo WHERE usuario_id = :usuario_id"


async def cuantos(sql: Sql, usuario_id: int) -> int:
    """How many are left."""
    fila = await sql.una(CUANTOS, usuario_id=usuario_id)
    return entero(fila["cuantos"]) if fila else 0


async def cortos(sql: Sql, usuario_id: int) -> int:
    """How many of them are of before, when they were short."""
    fila = await sql.una(CORTOS, usuario_id=usuario_id)
    return entero(fila["cuantos"]) if fila else 0


async def renovar(sql: Sql, usuario_id: int, huellas: Sequence[str], letras: int) -> None:
    """These, of so many letters each, and none of before."""
    await olvidar(sql, usuario_id)
    await sql.ejecutar_varias(
        CREAR, [{"usuario_id": usuario_id, "huella": huella, "letras": letras} for huella in huellas]
    )


async def gastar(sql: Sql, usuario_id: int, huella: str) -> bool:
    """One is used, and gone; False where that user has it no more, or never had."""
    return await sql.ejecutar(GASTAR, usuario_id=usuario_id, huella=huella) > 0


async def olvidar(sql: Sql, usuario_id: int) -> None:
    """All go."""
    await sql.ejecutar(OLVIDAR, usuario_id=usuario_id)
