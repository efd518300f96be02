"""Giving up a payment that was not finished at the bank, so that its debts can be chosen again at once."""

from portal.errors import NoDisponible, Rechazo
from portal.operations.payment.engine import correr
from portal.operations.payment.errand import Encargo
from portal.operations.payment.lookup import propio
from portal.operations.payment.seguimiento import sabido
from portal.operations.portal import Portal
from portal.rules.access import permisos
from portal.rules.access.permisos import Acto
from portal.structs.pagos import Pago
from portal.structs.pasos import Salida, Suceso
from portal.structs.usuarios import Actor


async def liberar(portal: Portal, actor: Actor, cod_transaccion: str) -> Pago:
    """Ends the customer's own attempt that waits for the bank. What the bank has approved is paid instead.

    The bank is asked first, then the attempt ends, and then the bank undoes its order: an approval that comes in
    between is given back. Raises NoDisponible where the bank does not answer, or has no such order (nothing changes),
    Rechazo where the attempt does not wait for the bank.
    """
    permisos.exigir(actor, Acto.PAGAR_PASARELA)
    pago = await propio(portal, actor, cod_transaccion)
    pago, salida = await correr(portal, pago, sabido(portal, pago, Suceso.LIBERAN), Encargo(actor))
    if salida is Salida.NO_CORRESPONDE:
        raise Rechazo("pago-no-liberable")
    if salida is Salida.LO_VE_UNA_PERSONA:
        raise NoDisponible("pago-sin-banco", (), 3600)
    return pago
