"""Second factors of users."""

from datetime import datetime

from portal.clock import en_micros
from portal.repo.protocol import Sql
from portal.repo.rows import Lector, entero
from portal.structs.factores import Factor, TipoDeFactor

CAMPOS = "id, usuario_id, tipo, nombre, semilla, paso, passkey_id, publica, firmas, creado, usado"
DE_USUARIO = f"SELECT {CAMPOS} FROM portal_factor WHERE usuario_id = :usuario_id ORDER BY id"
CUANTOS = "SELECT count(*) AS cuantos FROM portal_factor WHERE usuario_id = :usuario_id"
POR_PASSKEY = f"SELECT {CAMPOS} FROM portal_factor WHERE passkey_id = :passkey_id"
CREAR_TOTP = """
INSERT INTO portal_factor (usuario_id, tipo, nombre, semilla, paso, creado)
VALUES (:usuario_id, 'totp', :nombre, :semilla, :paso, :creado)"""
CREAR_PASSKEY = """
INSERT INTO portal_factor (usuario_id, tipo, nombre, passkey_id, publica, firmas, creado)
VALUES (:usuario_id, 'passkey', :nombre, :passkey_id, :publica, :firmas, :creado)"""
NOMBRAR = "UPDATE portal_factor SET nombre = :nombre WHERE id = :id AND usuario_id = :usuario_id"
QUITAR = "DELETE FROM portal_factor WHERE id = :id AND usuario_id = :usuario_id"
QUITAR_TODOS = "DELETE FROM portal_factor WHERE usuario_id = :usuario_id"
# Of two that bring the code of one step, one finds it still to be taken.
GASTAR_PASO = "UPDATE portal_factor SET paso = :paso, usado = :usado WHERE id = :id AND paso < :paso"
FIRMAR = "UPDATE portal_factor SET firmas = :firmas, usado = :usado WHERE id = :id"
_factor = Lector(Factor)


async def de_usuario(sql: Sql, usuario_id: int) -> list[Factor]:
    """A user's, the oldest first."""
    return [_factor(fila) for fila in await sql.todas(DE_USUARIO, usuario_id=usuario_id)]


async def cuantos(sql: Sql, usuario_id: int) -> int:
    """How many a user has."""
    fila = await sql.una(CUANTOS, usuario_id=usuario_id)
    return entero(fila["cuantos"]) if fila else 0


async def por_passkey(sql: Sql, passkey_id: str) -> Factor | None:
    """Whoever's passkey that is."""
    fila = await sql.una(POR_PASSKEY, passkey_id=passkey_id)
    return None if fila is None else _factor(fila)


async def crear(sql: Sql, factor: Factor) -> None:
    """A new one; its own number is the database's. Raises LlaveDuplicada for a passkey that somebody has."""
    comunes: dict[str, str | int | None] = {
        "usuario_id": factor.usuario_id,
        "nombre": factor.nombre,
        "creado": en_micros(factor.creado),
    }
    if factor.tipo is TipoDeFactor.TOTP:
        await sql.ejecutar(CREAR_TOTP, **comunes, semilla=factor.semilla, paso=factor.paso)
    else:
        await sql.ejecutar(
            CREAR_PASSKEY, **comunes, passkey_id=factor.passkey_id, publica=factor.publica, firmas=factor.firmas
        )


async def nombrar(sql: Sql, usuario_id: int, numero: int, nombre: str) -> bool:
    """Another name; False where that user has none of that number."""
    return await sql.ejecutar(NOMBRAR, id=numero, usuario_id=usuario_id, nombre=nombre) > 0


async def quitar(sql: Sql, usuario_id: int, numero: int) -> bool:
    """One goes; False where that user has none of that number."""
    return await sql.ejecutar(QUITAR, id=numero, usuario_id=usuario_id) > 0


async def quitar_todos(sql: Sql, usuario_id: int) -> int:
    """All go; how many they were."""
    return await sql.ejecutar(QUITAR_TODOS, usuario_id=usuario_id)


async def gastar_paso(sql: Sql, numero: int, paso: int, ahora: datetime) -> bool:
    """The code of that step is taken; False where it, or one after it, was taken before."""
    return await sql.ejecutar(GASTAR_PASO, id=numero, paso=paso, usado=en_micros(ahora)) > 0


async def firmar(sql: Sql, numero: int, firmas: int, ahora: datetime) -> None:
    """A passkey signed, and says how often by now."""
    await sql.ejecutar(FIRMAR, id=numero, firmas=firmas, usado=en_micros(ahora))
