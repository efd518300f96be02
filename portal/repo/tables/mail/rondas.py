"""The day's round of reminders: how far it came, and who comes next."""

from datetime import date

from msgspec import Struct

from portal.repo.protocol import LlaveDuplicada, Sql
from portal.repo.rows import Lector
from portal.structs.cartas import Persona

RONDA = "SELECT dia, usuario_id FROM portal_ronda WHERE id = 1"
EMPEZAR = "INSERT INTO portal_ronda (id, dia, usuario_id) VALUES (1, :dia, 0)"
AVANZAR = """
UPDATE portal_ronda SET dia = :dia, usuario_id = :hasta WHERE id = 1 AND dia = :antes AND usuario_id = :desde"""
QUIEN = """
SELECT u.id, u.usuario, u.documento, u.correo, coalesce(u.idioma, 'es') AS idioma FROM portal_usuario u"""
QUIERE = """u.rol = 'cliente' AND u.activo = 1 AND u.correo IS NOT NULL AND u.correo_confirmado IS NOT NULL
    AND NOT EXISTS (
        SELECT 1 FROM portal_preferencia p WHERE p.usuario_id = u.id AND p.clase = 'recordatorio' AND p.quiere = 0
    )"""
PERSONAS = f"{QUIEN} WHERE u.id > :desde AND {QUIERE} ORDER BY u.id"
PERSONA = f"{QUIEN} WHERE u.id = :id AND {QUIERE}"


class Ronda(Struct, frozen=True):
    """Everybody up to that user was looked at on that day."""

    dia: date
    usuario_id: int


_ronda, _persona = Lector(Ronda), Lector(Persona)


async def ronda(sql: Sql) -> Ronda | None:
    """The last one."""
    fila = await sql.una(RONDA)
    return None if fila is None else _ronda(fila)


async def avanzar(sql: Sql, vista: Ronda | None, hasta: Ronda) -> bool:
    """Whether it is whoever asks that came so far; False where another instance did meanwhile."""
    if vista is None:
        try:
            await sql.ejecutar(EMPEZAR, dia=hasta.dia.isoformat())
        except LlaveDuplicada:
            return False
        vista = Ronda(hasta.dia, 0)
    cambiadas = await sql.ejecutar(
        AVANZAR,
        dia=hasta.dia.isoformat(),
        hasta=hasta.usuario_id,
        antes=vista.dia.isoformat(),
        desde=vista.usuario_id,
    )
    return cambiadas == 1


async def personas(sql: Sql, desde: int, cuantas: int) -> list[Persona]:
    """Customers who may be reminded, by number after that one."""
    return [_persona(fila) for fila in await sql.primeras(PERSONAS, cuantas, desde=desde)]


async def persona(sql: Sql, usuario_id: int) -> Persona | None:
    """That customer, as long as they may be reminded."""
    fila = await sql.una(PERSONA, id=usuario_id)
    return None if fila is None else _persona(fila)
