"""Who may open another's documento, and which one a session has open."""

from datetime import datetime

from portal.clock import en_micros
from portal.repo.protocol import Sql
from portal.repo.rows import Lector
from portal.structs.usuarios import Autorizacion, Autorizado

CREAR = """
INSERT INTO portal_autorizacion (usuario_id, documento, nombre, creada)
VALUES (:usuario_id, :documento, :nombre, :creada)"""
CAMPOS = "id, usuario_id, documento, nombre, creada"
POR_ID = f"SELECT {CAMPOS} FROM portal_autorizacion WHERE id = :id"
DE_USUARIO = f"SELECT {CAMPOS} FROM portal_autorizacion WHERE usuario_id = :usuario_id ORDER BY id"
DE_DOCUMENTO = """
SELECT x.id, u.nombre, x.creada FROM portal_autorizacion x
JOIN portal_usuario u ON u.id = x.usuario_id
WHERE x.documento = :documento ORDER BY x.id"""
QUITAR = "DELETE FROM portal_autorizacion WHERE id = :id"
ELEGIR = "UPDATE portal_sesion SET autorizacion_id = :id WHERE sid = :sid AND usuario_id = :usuario_id"
_autorizacion, _autorizado = Lector(Autorizacion), Lector(Autorizado)


async def crear(sql: Sql, usuario_id: int, documento: str, nombre: str, ahora: datetime) -> None:
    """That user may open it from now on. Raises LlaveDuplicada where that was so."""
    await sql.ejecutar(CREAR, usuario_id=usuario_id, documento=documento, nombre=nombre, creada=en_micros(ahora))


async def por_id(sql: Sql, numero: int) -> Autorizacion | None:
    """By its number."""
    fila = await sql.una(POR_ID, id=numero)
    return None if fila is None else _autorizacion(fila)


async def de_usuario(sql: Sql, usuario_id: int) -> list[Autorizacion]:
    """What that user may open beside the own, the oldest first."""
    return [_autorizacion(fila) for fila in await sql.todas(DE_USUARIO, usuario_id=usuario_id)]


async def de_documento(sql: Sql, documento: str) -> list[Autorizado]:
    """Who may open that documento beside those whose own it is, the oldest first."""
    return [_autorizado(fila) for fila in await sql.todas(DE_DOCUMENTO, documento=documento)]


async def quitar(sql: Sql, numero: int) -> bool:
    """No session reaches it from then on; False where there was none of that number."""
    return await sql.ejecutar(QUITAR, id=numero) == 1


async def elegir(sql: Sql, usuario_id: int, sid: str, numero: int | None) -> None:
    """That session has that one's documento open from now on, or with None the own."""
    await sql.ejecutar(ELEGIR, id=numero, sid=sid, usuario_id=usuario_id)
