"""Acts that wait for a second person: each is answered once."""

from datetime import datetime

from portal.clock import en_micros
from portal.repo.protocol import Sql
from portal.repo.rows import Lector
from portal.structs.solicitudes import EstadoSolicitud, Solicitud
from portal.structs.usuarios import Actor

CAMPOS = "id, acto, pago_id, desenlace, pide, motivo, pedida, vence, estado, responde, respondida, respuesta, resultado"
CREAR = """
INSERT INTO portal_solicitud (acto, pago_id, desenlace, pide, motivo, pedida, vence, estado)
VALUES (:acto, :pago_id, :desenlace, :pide, :motivo, :pedida, :vence, 'PENDIENTE')"""
POR_ID = f"SELECT {CAMPOS} FROM portal_solicitud WHERE id = :id"
DE_PAGO = f"SELECT {CAMPOS} FROM portal_solicitud WHERE pago_id = :pago_id ORDER BY id"
PENDIENTES = f"SELECT {CAMPOS} FROM portal_solicitud WHERE estado = 'PENDIENTE' ORDER BY vence, id"
POR_SEGUIR = f"""
SELECT {CAMPOS} FROM portal_solicitud
WHERE (estado = 'PENDIENTE' AND vence <= :ahora) OR (estado = 'APROBADA' AND respondida <= :antes)"""
RESPONDER = """
UPDATE portal_solicitud SET estado = :estado, responde = :quien, respondida = :ahora, respuesta = :respuesta
WHERE id = :id AND estado = 'PENDIENTE'"""
TERMINAR = """
UPDATE portal_solicitud SET estado = :estado, resultado = :resultado WHERE id = :id AND estado = 'APROBADA'"""
_de_fila = Lector(Solicitud)


async def crear(sql: Sql, solicitud: Solicitud) -> None:
    """One that waits. Whether the payment has another that does is the caller's to see, under its lock."""
    await sql.ejecutar(
        CREAR,
        acto=solicitud.acto,
        pago_id=solicitud.pago_id,
        desenlace=solicitud.desenlace,
        pide=solicitud.pide,
        motivo=solicitud.motivo,
        pedida=en_micros(solicitud.pedida),
        vence=en_micros(solicitud.vence),
    )


async def por_id(sql: Sql, numero: int) -> Solicitud | None:
    """By number."""
    fila = await sql.una(POR_ID, id=numero)
    return None if fila is None else _de_fila(fila)


async def de_pago(sql: Sql, pago_id: int) -> tuple[Solicitud, ...]:
    """All that were ever asked for of a payment, the oldest first."""
    return tuple(_de_fila(fila) for fila in await sql.todas(DE_PAGO, pago_id=pago_id))


async def pendientes(sql: Sql, cuantas: int) -> list[Solicitud]:
    """So many of those that wait, the one that ends first before the others."""
    return [_de_fila(fila) for fila in await sql.primeras(PENDIENTES, cuantas)]


async def por_seguir(sql: Sql, ahora: datetime, antes: datetime) -> list[Solicitud]:
    """Those whose time is over, and those that were approved before `antes` and are not done."""
    return [_de_fila(fila) for fila in await sql.todas(POR_SEGUIR, ahora=en_micros(ahora), antes=en_micros(antes))]


async def responder(
    sql: Sql, numero: int, estado: EstadoSolicitud, actor: Actor | None, respuesta: str, ahora: datetime
) -> bool:
    """Whether it waited: it is answered now, without actor by the portal itself."""
    cambiadas = await sql.ejecutar(
        RESPONDER,
        id=numero,
        estado=estado,
        quien=actor.usuario if actor else "PORTAL",
        respuesta=respuesta,
        ahora=en_micros(ahora),
    )
    return cambiadas == 1


async def terminar(sql: Sql, numero: int, estado: EstadoSolicitud, resultado: str) -> bool:
    """Whether it was approved and not done: how it ended is written now; `resultado` is why, or ''."""
    return await sql.ejecutar(TERMINAR, id=numero, estado=estado, resultado=resultado or None) == 1
