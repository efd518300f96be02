"""The write path of a reversal: the same claim, fence and single transaction as a payment's."""

import structlog

from portal.errors import EnVerificacion, NoDisponible, Rechazo, ResultadoDesconocido
from portal.operations.cobro import PLAZO, releer, sin_corte
from portal.operations.portal import Portal
from portal.operations.transiciones import OtroFuePrimero, pasar
from portal.repo.tablas import consultas, pagos, pedidos
from portal.structs.pagos import Devolucion, Estado, EstadoPedido, Pago
from portal.structs.usuarios import Actor

HECHO = "El pago se anuló y las deudas volvieron a quedar pendientes."

log = structlog.get_logger()


async def ejecutar_anulacion(portal: Portal, pago: Pago, actor: Actor, motivo: str) -> Pago:
    """Reverses a PAGADO attempt; what a gateway charged is then owed to the customer (devolucion).

    Raises Rechazo with the package's words where it refuses, EnVerificacion where the outcome is unknown.
    """
    try:
        async with portal.repo.escritura() as tx:
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
    """PA_ANUL on an ANULANDO attempt. It may run again after an interruption: the package's reversal is idempotent."""
    async with portal.repo.escritura() as tx:
        if not await pagos.cercar(tx.sql, pago):
            raise OtroFuePrimero
        respuesta = await tx.paquete.anular(pago.cod_transaccion)
        if respuesta.codresp == "0":
            # The package prices only what is pending: a cart that changed while these debts were settled has a price
            # without them, and now they are owed again.
            await consultas.sin_precio(tx.sql, pago.documento, pago.moneda)
            # Before the audit, which is the last lock of every transaction.
            await pedidos.responder(tx.sql, pago.id, EstadoPedido.ACEPTADA, actor, HECHO, portal.reloj())
            anulado = await pasar(
                portal,
                tx,
                pago,
                Estado.ANULADO,
                actor,
                HECHO,
                anulado=portal.reloj(),
                devolucion=Devolucion.PENDIENTE if pago.pasarela and pago.referencia else None,
            )
            await tx.confirmar()
            return anulado
    async with portal.repo.escritura() as tx:
        vuelto = await pasar(portal, tx, pago, Estado.PAGADO, actor, f"No se pudo anular: {respuesta.descresp}")
        await tx.confirmar()
    if actor is None:
        return vuelto
    raise Rechazo("anulacion-rechazada", respuesta.descresp, codresp=respuesta.codresp)
