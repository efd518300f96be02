"""What the ERP says of a payment: the package has no call that lists payments, but it tells what is still owed."""

from collections.abc import Iterable
from decimal import Decimal

from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.payments import lineas, listados
from portal.rules.payment.estados import FIRMES
from portal.structs.finanzas import EnErp
from portal.structs.pagos import Pago
from portal.structs.paquete import RespuestaConsulta
from portal.structs.usuarios import Actor


async def aplicados(portal: Portal, actor: Actor, pagos: Iterable[Pago]) -> dict[int, EnErp]:
    """By a payment's number, whether none of its debts is owed any more, and what is claimed of those that are. One
    whose debts were settled by another payment of ours was not applied; one whose customer the ERP does not answer for
    is missing.

    Each customer is asked once, in a transaction that is rolled back: PAWEB_CONSULTA opens a cart that nobody needs.
    """
    por_cliente: dict[tuple[str, int], list[Pago]] = {}
    for pago in pagos:
        por_cliente.setdefault((pago.documento, pago.moneda), []).append(pago)
    respuesta: dict[int, EnErp] = {}
    for (documento, moneda), suyos in por_cliente.items():
        consulta = await _consultar(portal, actor, documento, moneda)
        if consulta.codresp == "0":
            pendientes = {deuda.codmovimiento: deuda.importe for deuda in consulta.deudas}
            for pago in suyos:
                respuesta[pago.id] = await _aplicado(portal, pago, pendientes)
    return respuesta


async def _consultar(portal: Portal, actor: Actor, documento: str, moneda: int) -> RespuestaConsulta:
    return await portal.repo.write(lambda tx: tx.paquete.consultar(documento, moneda, actor.usuario))


async def _aplicado(portal: Portal, pago: Pago, pendientes: dict[str, Decimal]) -> EnErp:
    async def cotejar(tx: Transaccion) -> EnErp:
        propias = {deuda.codmovimiento for deuda in await lineas.items(tx.sql, pago.id)}
        debidas = propias & pendientes.keys()
        if debidas:
            return EnErp(aplicado=False, debido=sum((pendientes[cada] for cada in debidas), Decimal(0)))
        if pago.estado in FIRMES:
            return EnErp(aplicado=True, debido=Decimal(0))
        otros = [otro for codigo in sorted(propias) for otro in await listados.con_linea(tx.sql, codigo)]
        de_otro = any(otro.id != pago.id and otro.estado in FIRMES for otro in otros)
        return EnErp(aplicado=not de_otro, debido=Decimal(0))

    return await portal.repo.read(cotejar)
