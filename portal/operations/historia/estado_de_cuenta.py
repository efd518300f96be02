"""A customer's account over a period."""

from datetime import date

from portal.clock import dia, limites
from portal.errors import DatoInvalido
from portal.operations.debts import carrito
from portal.operations.portal import Portal
from portal.repo.tables.payments import historia as tabla
from portal.rules.access import permisos
from portal.rules.historia.estado_de_cuenta import armar
from portal.rules.lotes.months import after
from portal.structs.estado_de_cuenta import EstadoDeCuenta
from portal.structs.usuarios import Actor

MESES = 6


async def leer(
    portal: Portal, actor: Actor, moneda: int, desde: date | None = None, hasta: date | None = None
) -> EstadoDeCuenta:
    """Of the documento that is open: up to today at most, and without a beginning the last six months of it. Raises
    DatoInvalido for a period that has not begun."""
    documento = permisos.documento_elegido(actor)
    hoy = dia(portal.clock())
    ultimo = min(hasta or hoy, hoy)
    primero = desde or after(ultimo.replace(day=1), 1 - MESES)
    if primero > ultimo:
        raise DatoInvalido("periodo-por-venir", campo="desde")
    consulta, _ = await carrito.mis_deudas(portal, actor, moneda)
    inicio, fin = limites(primero)[0], limites(hoy)[1]
    pagos = await portal.repo.read(lambda tx: tabla.entre(tx.sql, documento, inicio, fin))
    return armar(
        consulta.deudas,
        pagos,
        moneda=moneda,
        desde=primero,
        hasta=ultimo,
        cliente=consulta.cliente,
        documento=documento,
    )
