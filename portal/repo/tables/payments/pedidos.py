"""Customers' requests to have a payment reversed: one a payment, answered once."""

from datetime import datetime

from portal.clock import en_micros
from portal.repo.protocol import Sql
from portal.repo.rows import Lector
from portal.structs.pagos import EstadoPedido, Pedido
from portal.structs.usuarios import Actor

CAMPOS = "pago_id, usuario, motivo, pedido, estado, respondido, actor, respuesta"
CREAR = """
INSERT INTO portal_pedido_anulacion (pago_id, usuario, motivo, pedido, estado)
VALUES (:pago_id, :usuario, :motivo, :pedido, 'PEDIDA')"""
DE_PAGO = f"SELECT {CAMPOS} FROM portal_pedido_anulacion WHERE pago_id = :pago_id"
DE_CLIENTE = f"""
SELECT {CAMPOS} FROM portal_pedido_anulacion
WHERE pago_id IN (SELECT p.id FROM portal_pago p WHERE p.documento = :documento) ORDER BY pago_id DESC"""
SIN_RESPUESTA = f"SELECT {CAMPOS} FROM portal_pedido_anulacion WHERE estado = 'PEDIDA' ORDER BY pedido, pago_id"
RESPONDER = """
UPDATE portal_pedido_anulacion SET estado = :estado, respondido = :ahora, actor = :actor, respuesta = :respuesta
WHERE pago_id = :pago_id AND estado = 'PEDIDA'"""
_de_fila = Lector(Pedido)


async def crear(sql: Sql, pedido: Pedido) -> None:
    """A request that waits for its answer. Raises LlaveDuplicada where that payment has one."""
    await sql.ejecutar(
        CREAR, pago_id=pedido.pago_id, usuario=pedido.usuario, motivo=pedido.motivo, pedido=en_micros(pedido.pedido)
    )


async def de_pago(sql: Sql, pago_id: int) -> Pedido | None:
    """The request on that payment."""
    fila = await sql.una(DE_PAGO, pago_id=pago_id)
    return None if fila is None else _de_fila(fila)


async def de_cliente(sql: Sql, documento: str, cuantos: int) -> list[Pedido]:
    """So many of those on payments of that documento, whose payment is newest first."""
    return [_de_fila(fila) for fila in await sql.primeras(DE_CLIENTE, cuantos, documento=documento)]


async def sin_respuesta(sql: Sql) -> list[Pedido]:
    """Those that wait, the oldest first."""
    return [_de_fila(fila) for fila in await sql.todas(SIN_RESPUESTA)]


async def primeros_sin_respuesta(sql: Sql, cuantos: int) -> list[Pedido]:
    """So many of those."""
    return [_de_fila(fila) for fila in await sql.primeras(SIN_RESPUESTA, cuantos)]


async def responder(
    sql: Sql, pago_id: int, estado: EstadoPedido, actor: Actor | None, respuesta: str, ahora: datetime
) -> bool:
    """Whether there was one that waited: it is answered now, without actor by the portal itself."""
    cambiados = await sql.ejecutar(
        RESPONDER,
        pago_id=pago_id,
        estado=estado,
        actor=actor.usuario if actor else "PORTAL",
        respuesta=respuesta,
        ahora=en_micros(ahora),
    )
    return cambiados == 1
