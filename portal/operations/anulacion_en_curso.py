"""The write path of a reversal: the same claim, fence and single transaction as a payment's."""

import asyncio

from portal.errors import EnVerificacion, NoDisponible, Rechazo, ResultadoDesconocido
from portal.operations.cobro import PLAZO, releer
from portal.operations.portal import Portal
from portal.operations.transiciones import OtroFuePrimero, pasar
from portal.repo.tablas import pagos
from portal.structs.pagos import Estado, Pago
from portal.structs.usuarios import Actor


async def ejecutar_anulacion(portal: Portal, pago: Pago, actor: Actor, motivo: str) -> Pago:
    """Reverses a PAGADO attempt. Raises Rechazo with the package's words where it refuses, EnVerificacion where the
    outcome is unknown."""
    try:
        async with portal.repo.escritura() as tx:
            anulando = await pasar(portal, tx, pago, Estado.ANULANDO, actor, motivo, vence=portal.reloj() + PLAZO)
            await tx.confirmar()
        return await asyncio.shield(asyncio.ensure_future(terminar_anulacion(portal, anulando, actor)))
    except OtroFuePrimero:
        return await releer(portal, pago)
    except (ResultadoDesconocido, NoDisponible) as error:
        raise EnVerificacion(pago.cod_transaccion) from error


async def terminar_anulacion(portal: Portal, pago: Pago, actor: Actor | None = None) -> Pago:
    """PA_ANUL on an ANULANDO attempt. It may run again after an interruption: the package's reversal is idempotent."""
    async with portal.repo.escritura() as tx:
        if not await pagos.cercar(tx.sql, pago):
            raise OtroFuePrimero
        respuesta = await tx.paquete.anular(pago.cod_transaccion)
        if respuesta.codresp == "0":
            anulado = await pasar(
                portal,
                tx,
                pago,
                Estado.ANULADO,
                actor,
                "El pago se anuló y las deudas volvieron a quedar pendientes.",
                anulado=portal.reloj(),
            )
            await tx.confirmar()
            return anulado
    async with portal.repo.escritura() as tx:
        vuelto = await pasar(portal, tx, pago, Estado.PAGADO, actor, f"No se pudo anular: {respuesta.descresp}")
        await tx.confirmar()
    if actor is None:
        return vuelto
    raise Rechazo("anulacion-rechazada", respuesta.descresp, codresp=respuesta.codresp)
