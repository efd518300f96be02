"""Giving up a payment that was not finished at the bank, so that its debts can be chosen again at once."""

from portal.errors import NoDisponible, NoEncontrado, PortalError, Rechazo, ResultadoDesconocido
from portal.operations.comprobantes import propio
from portal.operations.payment.devoluciones import pasarela_de
from portal.operations.payment.seguimiento import avanzar, mirar
from portal.operations.payment.transiciones import OtroFuePrimero, pasar
from portal.operations.portal import Portal
from portal.rules import permisos
from portal.rules.permisos import Acto
from portal.structs.pagos import Devolucion, Estado, Pago
from portal.structs.usuarios import Actor

LO_VE_UNA_PERSONA = "El banco no reconoce este pago: lo revisa una persona de la empresa, y el resultado aparece acá."
SOLO_SIN_TERMINAR = "Este pago ya no espera al banco: mirá cómo terminó."


async def liberar(portal: Portal, actor: Actor, cod_transaccion: str) -> Pago:
    """Ends the customer's own attempt that waits for the bank. What the bank has approved is paid instead.

    The bank is asked first, then the attempt ends, and then the bank undoes its order: an approval that comes in
    between is given back. Raises NoDisponible where the bank does not answer, or has no such order (nothing changes),
    Rechazo where the attempt does not wait for the bank.
    """
    permisos.exigir(actor, Acto.PAGAR_PASARELA)
    pago = await propio(portal, actor, cod_transaccion)
    if pago.estado is not Estado.POR_VERIFICAR:
        raise Rechazo("pago-no-liberable", SOLO_SIN_TERMINAR)
    if pago.referencia and pasarela_de(portal, pago) is None:
        raise NoDisponible("pago-sin-banco", LO_VE_UNA_PERSONA, 3600)
    try:
        pago = await mirar(portal, pago)
        if pago.estado is not Estado.POR_VERIFICAR:
            return pago
        async with portal.repo.escritura() as tx:
            liberado = await pasar(
                portal,
                tx,
                pago,
                Estado.RECHAZADO,
                actor,
                "Dejaste este pago sin terminar.",
                devolucion=Devolucion.PENDIENTE if pago.referencia else None,
            )
            await tx.confirmar()
    except (PortalError, ResultadoDesconocido, OtroFuePrimero) as error:
        actual = await propio(portal, actor, cod_transaccion)
        if actual.estado is not Estado.POR_VERIFICAR or isinstance(error, OtroFuePrimero):
            return actual  # it ended all the same
        if isinstance(error, NoEncontrado):
            raise NoDisponible("pago-sin-banco", LO_VE_UNA_PERSONA, 3600) from error
        raise
    return await avanzar(portal, liberado)
