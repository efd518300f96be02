"""A customer may not reverse a payment, but may ask for it; the staff answers once, on the same business day. What is
asked later, or was not answered by then, is a case."""

from contextlib import suppress

from portal.clock import dia
from portal.errors import Ocupado, Rechazo
from portal.operations.desk import casos
from portal.operations.payment import OtroFuePrimero, anular_por_operador, avanzar
from portal.operations.payment.lookup import cargar, propio
from portal.operations.portal import Portal
from portal.repo.protocol import LlaveDuplicada, Transaccion
from portal.repo.tables.access import auditoria
from portal.repo.tables.payments import pagos, pedidos
from portal.rules.access import permisos
from portal.rules.access.permisos import Acto
from portal.rules.desk.casos import es_tarde
from portal.rules.payment.anulacion import revisar_pedido
from portal.structs.casos import CasoTardio
from portal.structs.pagos import Estado, EstadoPedido, Pago, Pedido
from portal.structs.usuarios import Actor
from portal.texts.catalogue import say
from portal.texts.named import datos


async def pedir(portal: Portal, actor: Actor, cod_transaccion: str, motivo: str) -> Pedido | CasoTardio:
    """The customer's own payment, and why; one of another day is a case. Raises Rechazo where it cannot be reversed any
    more, or was asked before, DatoInvalido without a reason."""
    permisos.exigir(actor, Acto.PEDIR_ANULACION)
    limpio = permisos.motivo_claro(motivo)
    pago = await avanzar(portal, await propio(portal, actor, cod_transaccion))
    ahora = portal.clock()
    if es_tarde(pago, ahora):
        return await casos.abrir(portal, actor, cod_transaccion, limpio)
    revisar_pedido(pago, dia(ahora))
    pedido = Pedido(pago_id=pago.id, usuario=actor.usuario, motivo=limpio, pedido=ahora, estado=EstadoPedido.PEDIDA)

    async def cuerpo(tx: Transaccion) -> Pedido:
        # A reversal answers the request that there is: one that comes after it would wait for ever.
        if not await pagos.cercar(tx.sql, pago):
            raise Rechazo("pago-no-anulable", datos(caso="acaba-de-cambiar"))
        try:
            await pedidos.crear(tx.sql, pedido)
        except LlaveDuplicada as error:
            raise Rechazo("anulacion-ya-pedida") from error
        await auditoria.anotar(tx.sql, ahora, actor, "anulacion-pedir", _objeto(pago), motivo=limpio)
        await tx.confirmar()
        return pedido

    return await portal.repo.write(cuerpo)


async def por_responder(portal: Portal, actor: Actor) -> tuple[tuple[Pedido, Pago], ...]:
    """What customers asked for and nobody has answered, the oldest first."""
    permisos.exigir(actor, Acto.VER_TODOS)

    async def cuerpo(tx: Transaccion) -> list[tuple[Pedido, Pago | None]]:
        return [(pedido, await pagos.por_id(tx.sql, pedido.pago_id)) for pedido in await pedidos.sin_respuesta(tx.sql)]

    hallados = await portal.repo.read(cuerpo)
    return tuple((pedido, pago) for pedido, pago in hallados if pago is not None)


async def aceptar(portal: Portal, actor: Actor, pago_id: int, motivo: str) -> None:
    """Reverses the payment; the request is answered in the same transaction. Raises what the reversal raises."""
    await anular_por_operador(portal, actor, pago_id, motivo)


async def rechazar(portal: Portal, actor: Actor, pago_id: int, motivo: str) -> None:
    """The payment stands, and the customer reads why. Raises Rechazo where it was answered before, or the payment
    is being reversed."""
    permisos.exigir(actor, Acto.RESOLVER)
    limpio = permisos.motivo_exigido(actor, motivo)
    pago = await avanzar(portal, await cargar(portal, actor, pago_id))
    if pago.estado is Estado.ANULANDO:
        raise Rechazo("pago-en-anulacion")
    try:
        habia = await _negar(portal, actor, pago, limpio)
    except OtroFuePrimero as error:
        raise Rechazo("pago-cambio") from error
    if not habia:
        raise Rechazo("pedido-respondido")


async def cerrar_el_dia(portal: Portal) -> int:
    """Requests of another day are answered by the portal, since the package reverses nothing of it any more, and go on
    as cases; how many."""
    hoy = dia(portal.clock())
    cerrados = 0
    viejos = [
        pedido
        for pedido in await portal.repo.read(lambda tx: pedidos.sin_respuesta(tx.sql))
        if dia(pedido.pedido) < hoy
    ]
    for pedido in viejos:
        pago = await _pagado_por(portal, pedido)
        if pago is not None and pago.estado is not Estado.ANULANDO:
            with suppress(OtroFuePrimero, Ocupado):  # the next round sees how it is by then
                cerrados += await _negar(portal, None, pago, say("pedido-vencido", ()), pedido)
    return cerrados


async def _pagado_por(portal: Portal, pedido: Pedido) -> Pago | None:
    return await portal.repo.read(lambda tx: pagos.por_id(tx.sql, pedido.pago_id))


async def _negar(portal: Portal, actor: Actor | None, pago: Pago, motivo: str, sigue: Pedido | None = None) -> bool:
    """Whether there was one that waited; `sigue` is the one that goes on as a case. Raises OtroFuePrimero where the
    payment is no longer as it was read: a reversal answers its request by itself."""
    ahora = portal.clock()

    async def cuerpo(tx: Transaccion) -> bool:
        if not await pagos.cercar(tx.sql, pago):
            raise OtroFuePrimero
        habia = await pedidos.responder(tx.sql, pago.id, EstadoPedido.RECHAZADA, actor, motivo, ahora)
        if habia:
            await auditoria.anotar(tx.sql, ahora, actor, "anulacion-negar", _objeto(pago), motivo=motivo)
        if habia and sigue is not None and es_tarde(pago, ahora):
            await casos.nuevo(portal, tx, None, pago, sigue.usuario, sigue.motivo)
        await tx.confirmar()
        return habia

    return await portal.repo.write(cuerpo)


def _objeto(pago: Pago) -> str:
    return f"{pago.emisor}/{pago.cod_transaccion}"
