"""How debts stand to one another: in which order of payment, and on which lot."""

from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

from portal.structs.deudas import Deuda, Tipo

SERVICIOS = frozenset({Tipo.AGUA, Tipo.JARDINERIA, Tipo.IMPUESTO, Tipo.EXPENSAS})

Serie: TypeAlias = tuple[Tipo, str]


def es_servicio(deuda: Deuda) -> bool:
    """Owed by a lot: neither instalment nor pay-off."""
    return deuda.tipo in SERVICIOS


def serie(deuda: Deuda) -> Serie | None:
    """What rule 3 calls "the same plan and kind": instalments go by plan, services by lot.

    None where no order applies (CANCELACION), and where the ERP tells neither kind nor place: two debts of unknown
    plans are not two of one plan, so that judging them is left to the package.
    """
    if deuda.tipo is None or deuda.tipo is Tipo.CANCELACION:
        return None
    lugar = plan(deuda) if deuda.tipo is Tipo.CUOTA else deuda.lote or deuda.plan
    return (deuda.tipo, lugar) if lugar else None


def plan(deuda: Deuda) -> str | None:
    """The plan of an instalment or a pay-off; one plan a lot, so the lot stands for a plan that is not told."""
    return deuda.plan or deuda.lote


def mismo_lote(una: Deuda, otra: Deuda) -> bool:
    """On one lot, as far as is known."""
    if una.lote and otra.lote:
        return una.lote == otra.lote
    return bool(una.plan) and una.plan == otra.plan


def posicion(deuda: Deuda) -> tuple[date, int]:
    """Place within its series: by due date, ties by SEQ_DI (rule 3). Equal in both, neither comes first."""
    return deuda.vencimiento, deuda.seq


def ordenadas(deudas: Iterable[Deuda]) -> list[Deuda]:
    """Oldest first; codmovimiento only keeps the answer the same each time."""
    return sorted(deudas, key=lambda deuda: (posicion(deuda), deuda.codmovimiento))


def por_serie(deudas: Iterable[Deuda]) -> dict[Serie, list[Deuda]]:
    """Each series oldest first; the series with the oldest debt goes first."""
    series: dict[Serie, list[Deuda]] = {}
    for deuda in ordenadas(deudas):
        if (cual := serie(deuda)) is not None:
            series.setdefault(cual, []).append(deuda)
    return series


def planes(deudas: Iterable[Deuda]) -> dict[str, list[Deuda]]:
    """The instalments of each plan, oldest first."""
    return {lugar: filas for (tipo, lugar), filas in por_serie(deudas).items() if tipo is Tipo.CUOTA}


def vencidas(deudas: Iterable[Deuda], hoy: date) -> tuple[Deuda, ...]:
    """Overdue, oldest first: due before today; what is due today is not. A pay-off is an offer, never overdue."""
    return tuple(deuda for deuda in ordenadas(deudas) if deuda.vencimiento < hoy and deuda.tipo is not Tipo.CANCELACION)


def codigos(deudas: Iterable[Deuda]) -> tuple[str, ...]:
    """Their codmovimientos, each once: several rows may share one."""
    return tuple(dict.fromkeys(deuda.codmovimiento for deuda in deudas))
