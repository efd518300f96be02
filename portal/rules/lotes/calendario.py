"""What falls due in the months to come, and what fell due in those before."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from portal.rules.debts.series import ordenadas
from portal.rules.lotes.months import after
from portal.structs.deudas import Deuda, Tipo
from portal.structs.lotes import MesDelPlan, MesPorVenir

MESES = 6


def por_venir(deudas: Iterable[Deuda], hoy: date) -> tuple[MesPorVenir, ...]:
    """Six months: from this one where something of it has still to come, from the next otherwise. A month in which
    nothing is due is there too; an offered pay-off is no debt."""
    futuras = [deuda for deuda in ordenadas(deudas) if deuda.vencimiento >= hoy and deuda.tipo is not Tipo.CANCELACION]
    este = hoy.replace(day=1)
    primero = este if any(deuda.vencimiento < after(este, 1) for deuda in futuras) else after(este, 1)
    meses = []
    for cuantos in range(MESES):
        desde, hasta = after(primero, cuantos), after(primero, cuantos + 1)
        suyas = tuple(deuda for deuda in futuras if desde <= deuda.vencimiento < hasta)
        meses.append(MesPorVenir(primero=desde, deudas=suyas, suma=_suma(suyas)))
    return tuple(meses)


def por_mes(
    pendientes: Iterable[Deuda], pagadas: Iterable[Deuda], hoy: date, meses: int = MESES
) -> tuple[MesDelPlan, ...]:
    """By the month in which it was due, the last one this month: what the portal knows of it, and how much it saw paid.
    An amount is what was paid, or what is owed today."""
    deben = [deuda for deuda in pendientes if deuda.tipo is not Tipo.CANCELACION]
    hechas = list(pagadas)
    dichos = []
    for cuantos in range(1 - meses, 1):
        desde, hasta = after(hoy.replace(day=1), cuantos), after(hoy.replace(day=1), cuantos + 1)
        pagado = _suma(deuda for deuda in hechas if desde <= deuda.vencimiento < hasta)
        debido = _suma(deuda for deuda in deben if desde <= deuda.vencimiento < hasta)
        dichos.append(MesDelPlan(primero=desde, vencia=pagado + debido, pagado=pagado))
    return tuple(dichos)


def _suma(deudas: Iterable[Deuda]) -> Decimal:
    return sum((deuda.importe for deuda in deudas), Decimal(0))
