"""Which debts a customer is reminded of, and when."""

from collections.abc import Collection, Iterable
from datetime import datetime

from portal.clock import ASUNCION, dia
from portal.structs.deudas import Deuda

# Nobody's telephone rings at night.
DESDE_LAS, HASTA_LAS = 8, 20


def es_hora(ahora: datetime) -> bool:
    """Whether people are written to at this hour of Asunción."""
    return DESDE_LAS <= ahora.astimezone(ASUNCION).hour < HASTA_LAS


def recordables(deudas: Iterable[Deuda], ahora: datetime, dias: Collection[int]) -> tuple[Deuda, ...]:
    """Those whose due date is one of those days away: -3 is three days from now, 5 five days ago."""
    hoy = dia(ahora)
    return tuple(deuda for deuda in deudas if (hoy - deuda.vencimiento).days in dias)
