"""When a plan would end at another pace: the same instalments, paid sooner."""

from datetime import date
from decimal import Decimal

from portal.rules.lotes.months import after, number
from portal.structs.lotes import Avance, Marca

# In months: no plan is that long, and nobody lives to see it.
LEJOS = 1_200


def resta(avance: Avance) -> Decimal | None:
    """All that is left to pay; None where the plan's instalments, or an amount of theirs, are not all known."""
    faltan = [cuota for cuota in avance.cuotas if cuota.marca is not Marca.PAGADA]
    if avance.total is None or not faltan or any(cuota.importe is None for cuota in faltan):
        return None
    return avance.suma(Marca.VENCIDA) + avance.suma(Marca.POR_VENIR)


def minimo(avance: Avance) -> Decimal | None:
    """The least a month that pays as fast as the instalments come: one, or all that is left where it is less."""
    falta = resta(avance)
    return None if falta is None or avance.valor is None or avance.valor <= 0 else min(avance.valor, falta)


def termina(avance: Avance, por_mes: Decimal, hoy: date) -> date | None:
    """The month in which the last one is paid, at `por_mes` from this month on, the overdue first and nothing late any
    more; None where it cannot be told, or is too far away to mean anything."""
    falta = resta(avance)
    if falta is None or por_mes <= 0:
        return None
    meses = int(falta // por_mes) + bool(falta % por_mes)
    return after(hoy.replace(day=1), meses - 1) if meses <= LEJOS else None


def meses_antes(avance: Avance, fin: date) -> int:
    """How many months sooner than by its own days; 0 where it is no sooner, or those are not known."""
    return max(0, number(avance.termina) - number(fin)) if avance.termina else 0
