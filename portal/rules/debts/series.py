"""In which order debts are paid."""

from collections.abc import Iterable
from datetime import date

from portal.structs.deudas import Deuda, Tipo

SERVICIOS = frozenset({Tipo.AGUA, Tipo.JARDINERIA, Tipo.IMPUESTO, Tipo.EXPENSAS})


def es_servicio(deuda: Deuda) -> bool:
    """Owed by a lot: neither instalment nor pay-off."""
    return deuda.tipo in SERVICIOS


def posicion(deuda: Deuda) -> tuple[date, int]:
    """Place within its series: by due date, ties by SEQ_DI (rule 3). Equal in both, neither comes first."""
    return deuda.vencimiento, deuda.seq


def ordenadas(deudas: Iterable[Deuda]) -> list[Deuda]:
    """Oldest first; codmovimiento only keeps the answer the same each time."""
    return sorted(deudas, key=lambda deuda: (posicion(deuda), deuda.codmovimiento))


def vencidas(deudas: Iterable[Deuda], hoy: date) -> tuple[Deuda, ...]:
    """Overdue, oldest first: due before today; what is due today is not. A pay-off is an offer, never overdue."""
    return tuple(ordenadas(deuda for deuda in deudas if deuda.vencimiento < hoy and deuda.tipo is not Tipo.CANCELACION))


def cambios(deudas: Iterable[Deuda], de: frozenset[str], a: frozenset[str]) -> list[tuple[str, bool]]:
    """What makes one choice into another, one debt at a time (True: it enters): the newest goes out first and the
    oldest in first, as a package that keeps the order wants it."""
    cuales = codigos(ordenadas(deudas))
    salen = [(codigo, False) for codigo in reversed(cuales) if codigo in de - a]
    return salen + [(codigo, True) for codigo in cuales if codigo in a - de]


def codigos(deudas: Iterable[Deuda]) -> tuple[str, ...]:
    """Their codmovimientos, each once: several rows may share one."""
    return tuple(dict.fromkeys(deuda.codmovimiento for deuda in deudas))
