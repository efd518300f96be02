"""Whoever looks at an attempt takes it as far as what is known allows: a page, a notice of the gateway, the sweep."""

from portal.operations.payment.engine import correr
from portal.operations.payment.evidencia import guardar
from portal.operations.payment.gateway import pasarela_de
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.payments import pagos
from portal.structs.pagos import Pago
from portal.structs.pasos import Sabido, Suceso


def sabido(portal: Portal, pago: Pago, suceso: Suceso) -> Sabido:
    """What is known as a run begins."""
    return Sabido(suceso=suceso, desde=pago.estado, con_pasarela=pasarela_de(portal, pago) is not None)


async def avanzar(portal: Portal, pago: Pago, suceso: Suceso = Suceso.MIRADA) -> Pago:
    """The attempt after whatever could be learnt about it now; it never raises for what it could not learn."""
    pago, _ = await correr(portal, pago, sabido(portal, pago, suceso))
    return pago


async def recibir_aviso(portal: Portal, referencia: str, dicho: str = "") -> None:
    """A gateway says that something happened. Its word is kept and never taken: it is asked, as on any other look."""
    if portal.pasarela is None:
        return
    nombre = portal.pasarela.nombre

    async def cuerpo(tx: Transaccion) -> Pago | None:
        return await pagos.por_referencia(tx.sql, nombre, referencia)

    pago = await portal.repo.read(cuerpo)
    if pago is not None:
        if dicho:
            await guardar(portal, pago, dicho)
        await avanzar(portal, pago, Suceso.AVISO)
