"""The write path of a reversal: the same claim, fence and single transaction as a payment's."""

import structlog
from msgspec import structs

from portal.errors import EnVerificacion, NoDisponible, Rechazo, ResultadoDesconocido
from portal.operations.payment.cobro import PLAZO, releer, sin_corte
from portal.operations.payment.transiciones import OtroFuePrimero, pasar
from portal.operations.portal import Portal
from portal.reloj import dia
from portal.repo.protocol import Transaccion
from portal.repo.tablas import consultas, eventos, lineas, listados, pagos, pedidos, usuarios
from portal.rules.anulacion import comparten_plan, revisar_anulacion
from portal.structs.pagos import Devolucion, Estado, EstadoPedido, Pago
from portal.structs.paquete import Respuesta
from portal.structs.usuarios import Actor

HECHO = "El pago se anuló y las deudas volvieron a quedar pendientes."

log = structlog.get_logger()


async def ejecutar_anulacion(portal: Portal, pago: Pago, actor: Actor, motivo: str) -> Pago:
    """Reverses a PAGADO attempt; what a gateway charged is then owed to the customer (devolucion).

    Raises Rechazo where the rules or the package refuse it, EnVerificacion where the outcome is unknown.
    """
    try:
        async with portal.repo.escritura() as tx:
            if not await pagos.cercar(tx.sql, pago):
                raise OtroFuePrimero
            revisar_anulacion(pago, await _posteriores(tx, pago), dia(portal.reloj()), actor)
            anulando = await pasar(portal, tx, pago, Estado.ANULANDO, actor, motivo, vence=portal.reloj() + PLAZO)
            await tx.confirmar()
        return await sin_corte(terminar_anulacion(portal, anulando, actor))
    except OtroFuePrimero as error:
        actual = await releer(portal, pago)
        if actual.estado is Estado.ANULADO:
            return actual
        raise EnVerificacion(pago.cod_transaccion) from error
    except Rechazo:
        raise
    except (ResultadoDesconocido, NoDisponible) as error:
        raise EnVerificacion(pago.cod_transaccion) from error
    except Exception as error:
        # Whatever broke, the reversal may have been sent: nobody is told that it failed.
        log.exception("anulacion_interrumpida", pago=pago.id)
        raise EnVerificacion(pago.cod_transaccion) from error


async def terminar_anulacion(portal: Portal, pago: Pago, actor: Actor | None = None) -> Pago:
    """PA_ANUL on an ANULANDO attempt. It may run again after an interruption: the package's reversal is idempotent, and
    the row's lock proves that it was not done. It is whoever asked for it who does it, and rule 7 is looked at again:
    the day may have passed meanwhile, or another payment been made.

    actor: who waits for it; None where the portal goes on by itself.
    """
    async with portal.repo.escritura() as tx:
        if not await pagos.cercar(tx.sql, pago):
            raise OtroFuePrimero
        quien = actor or await _quien_la_pidio(tx, pago)
        respuesta = await _impedimento(portal, tx, pago) or await tx.paquete.anular(pago.cod_transaccion)
        if respuesta.codresp == "0":
            # The package prices only what is pending: a cart that changed while these debts were settled has a price
            # without them, and now they are owed again.
            await consultas.sin_precio(tx.sql, pago.documento, pago.moneda)
            # Before the audit, which is the last lock of every transaction.
            await pedidos.responder(tx.sql, pago.id, EstadoPedido.ACEPTADA, quien, HECHO, portal.reloj())
            anulado = await pasar(
                portal,
                tx,
                pago,
                Estado.ANULADO,
                quien,
                HECHO,
                anulado=portal.reloj(),
                devolucion=Devolucion.PENDIENTE if pago.pasarela and pago.referencia else None,
            )
            await tx.confirmar()
            return anulado
    async with portal.repo.escritura() as tx:
        vuelto = await pasar(portal, tx, pago, Estado.PAGADO, quien, f"No se pudo anular: {respuesta.descresp}")
        await tx.confirmar()
    if actor is None:
        return vuelto
    raise Rechazo("anulacion-rechazada", respuesta.descresp, codresp=respuesta.codresp)


async def _impedimento(portal: Portal, tx: Transaccion, pago: Pago) -> Respuesta | None:
    """Why it may not be reversed any more, as the package would answer it."""
    vigente = structs.replace(pago, estado=Estado.PAGADO)
    try:
        revisar_anulacion(vigente, await _posteriores(tx, pago), dia(portal.reloj()))
    except Rechazo as rechazo:
        return Respuesta(rechazo.codresp, rechazo.mensaje)
    return None


async def _posteriores(tx: Transaccion, pago: Pago) -> list[Pago]:
    """The payments made after this one that touch one of its plans."""
    propias = await lineas.items(tx.sql, pago.id)
    return [
        otro
        for otro in await listados.posteriores(tx.sql, pago)
        if comparten_plan(propias, await lineas.items(tx.sql, otro.id))
    ]


async def _quien_la_pidio(tx: Transaccion, pago: Pago) -> Actor | None:
    pedida = [evento for evento in await eventos.eventos(tx.sql, pago.id) if evento.a is Estado.ANULANDO]
    usuario = await usuarios.por_nombre(tx.sql, pedida[-1].actor) if pedida else None
    return usuario.como_actor("") if usuario else None
