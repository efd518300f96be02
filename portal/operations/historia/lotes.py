"""The plans of a customer's lots: what is pending of each, and what the portal's receipts show as paid."""

from collections.abc import Sequence
from datetime import UTC, datetime

from msgspec import Struct

from portal.clock import dia, limites
from portal.money import MONEDAS
from portal.operations.debts import carrito
from portal.operations.portal import Portal
from portal.repo.tables.payments import historia as tabla
from portal.rules.access import permisos
from portal.rules.debts.planes import Llave, Planes
from portal.rules.historia import meses
from portal.structs.deudas import Deuda
from portal.structs.historia import PagoDetallado
from portal.structs.usuarios import Actor

PRINCIPIO = datetime(2000, 1, 1, tzinfo=UTC)


class PlanVisto(Struct, frozen=True, kw_only=True):
    """A plan of one currency: its pending debts, and those of it that were paid here, services of its lots too."""

    llave: Llave
    moneda: int
    pendientes: tuple[Deuda, ...]
    pagadas: tuple[Deuda, ...]

    @property
    def todas(self) -> tuple[Deuda, ...]:
        """Paid first."""
        return *self.pagadas, *self.pendientes


class DeLosLotes(Struct, frozen=True, kw_only=True):
    """Every plan, and all that is pending in each currency. sueltas: how many debts name neither plan nor lot."""

    planes: tuple[PlanVisto, ...]
    pendientes: dict[int, tuple[Deuda, ...]]
    sueltas: int


async def leer(portal: Portal, actor: Actor) -> DeLosLotes:
    """Of the documento that is open. Each currency is a consultation, and keeps what was chosen in it."""
    documento = permisos.documento_elegido(actor)
    pendientes = {moneda: (await carrito.mis_deudas(portal, actor, moneda))[0].deudas for moneda in MONEDAS}
    hasta = limites(dia(portal.clock()))[1]
    pagos = await portal.repo.read(lambda tx: tabla.entre(tx.sql, documento, PRINCIPIO, hasta))
    planes = [cada for moneda in MONEDAS for cada in _planes(moneda, pendientes[moneda], pagos)]
    return DeLosLotes(
        planes=tuple(planes),
        pendientes=pendientes,
        sueltas=sum(not deuda.lugar for suyas in pendientes.values() for deuda in suyas),
    )


def _planes(moneda: int, pendientes: Sequence[Deuda], pagos: Sequence[PagoDetallado]) -> list[PlanVisto]:
    """Those with instalments first, and the lots that only owe services after them."""
    pagadas = [deuda for cada in pagos if meses.cuenta(cada) and cada.pago.moneda == moneda for deuda in cada.items]
    agrupadas = Planes([*pagadas, *pendientes])
    de_cada: dict[Llave, tuple[list[Deuda], list[Deuda]]] = {plan.llave: ([], []) for plan in agrupadas.todos()}
    for lugar, deudas in enumerate((pendientes, pagadas)):
        for deuda in deudas:
            for llave in agrupadas.de(deuda):
                de_cada[llave][lugar].append(deuda)
    vistos = [
        PlanVisto(llave=llave, moneda=moneda, pendientes=tuple(deben), pagadas=tuple(hechas))
        for llave, (deben, hechas) in de_cada.items()
    ]
    return sorted(vistos, key=lambda visto: not agrupadas.por_llave[visto.llave].cuotas)
