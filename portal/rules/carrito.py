"""Which choices of debts may be paid, why not, and what would mend them (DOMAIN: rules of payment 1 to 5).

A choice is a set of codmovimientos; several rows may share one, and it chooses them all. A debt whose kind the ERP does
not tell (`tipo` is None) is left to the package. Overdue means due before today; "due up to today" includes today.
"""

from collections.abc import Sequence
from datetime import date

from msgspec import structs

from portal.rules import faltas
from portal.rules.faltas import Eleccion, minimo
from portal.rules.motivos import Nombres
from portal.rules.series import codigos, es_servicio, ordenadas, plan, planes, posicion, serie, vencidas
from portal.structs.deudas import Deuda, Falta, Tipo

__all__ = [
    "bloqueo",
    "completar",
    "elegir_hasta",
    "es_servicio",
    "minimo",
    "pagar_hasta",
    "ponerse_al_dia",
    "revisar",
    "revisar_orden",
    "vencidas",
]

BLOQUEA = 6


def bloqueo(deudas: Sequence[Deuda], hoy: date) -> Falta | None:
    """Rule 1: six or more overdue in any plan block the whole customer, whatever is chosen."""
    por_plan = {cual: len(vencidas(filas, hoy)) for cual, filas in planes(deudas).items()}
    peor = max(por_plan, key=lambda cual: por_plan[cual], default=None)
    if peor is None or por_plan[peor] < BLOQUEA:
        return None
    del_plan = Nombres(deudas, hoy).del_plan(peor)
    return Falta(
        "bloqueado",
        f"Tenés {por_plan[peor]} cuotas vencidas{del_plan} y desde {BLOQUEA} el pago por la web "
        "queda bloqueado: acercate a nuestras oficinas o llamanos para regularizar.",
    )


def revisar(deudas: Sequence[Deuda], elegidas: frozenset[str], hoy: date) -> tuple[Falta, ...]:
    """Every reason why that choice cannot be paid, in a fixed order; none means that it can.

    An empty choice breaks no rule. What must leave the choice is judged as though it had left, so that no reason asks
    for what another one takes out.
    """
    if (bloqueada := bloqueo(deudas, hoy)) is not None:
        return (structs.replace(bloqueada, filas=tuple(sorted(elegidas))),)
    nombres = Nombres(deudas, hoy)
    cancelaciones = [
        deuda for deuda in ordenadas(deudas) if deuda.tipo is Tipo.CANCELACION and deuda.codmovimiento in elegidas
    ]
    cancelados = {cual for deuda in cancelaciones if (cual := plan(deuda))}
    cubiertas = [deuda for deuda in deudas if _cubierta(deuda, cancelados, hoy)]
    vigentes = [deuda for deuda in deudas if not _cubierta(deuda, cancelados, hoy)]
    eleccion = Eleccion(vigentes, elegidas, nombres)
    return (
        *faltas.no_disponibles(Eleccion(deudas, elegidas, nombres)),
        *faltas.incluidas(Eleccion(deudas, elegidas.difference(codigos(vigentes)), nombres), cubiertas),
        *faltas.de_orden(eleccion),
        *faltas.de_minimo(eleccion, hoy),
        *faltas.de_servicios(eleccion, hoy),
        *faltas.de_cuotas(eleccion, hoy),
        *faltas.de_cancelacion(eleccion, cancelaciones, hoy),
    )


def revisar_orden(deudas: Sequence[Deuda], elegidas: frozenset[str], hoy: date | None = None) -> tuple[Falta, ...]:
    """Rule 3 alone, as the package keeps it for each debt that enters or leaves a cart; `hoy` only words the dates."""
    return tuple(faltas.de_orden(Eleccion(deudas, elegidas, Nombres(deudas, hoy))))


def completar(deudas: Sequence[Deuda], elegidas: frozenset[str], hoy: date) -> frozenset[str]:
    """The smallest choice around this one that breaks no rule: with what was missing, without what was too much.

    Empty where the customer is blocked.
    """
    if bloqueo(deudas, hoy) is not None:
        return frozenset()
    completas = elegidas
    # It ends: only pay-offs make something leave, and they themselves never do.
    while pendientes := revisar(deudas, completas, hoy):
        completas = completas.difference(*(falta.sobran for falta in pendientes))
        completas = completas.union(*(falta.faltan for falta in pendientes))
    return completas


def ponerse_al_dia(deudas: Sequence[Deuda], hoy: date) -> frozenset[str]:
    """Everything overdue but the newest instalment of each plan where rule 1 lets it wait, and what must go with that.

    Never a pay-off; empty where the customer is blocked or owes nothing overdue.
    """
    esperan: set[str] = set()
    for filas in planes(deudas).values():
        atrasadas = vencidas(filas, hoy)
        esperan.update(codigos(atrasadas[minimo(len(atrasadas)) :]))
    return completar(deudas, frozenset(codigos(vencidas(deudas, hoy))) - esperan, hoy)


def pagar_hasta(deudas: Sequence[Deuda], codmovimiento: str, hoy: date) -> frozenset[str]:
    """That debt with everything before it in its series, and what must go with them; empty where it is not owed."""
    return completar(deudas, frozenset({codmovimiento}), hoy)


def elegir_hasta(deudas: Sequence[Deuda], elegidas: frozenset[str], codmovimiento: str, hoy: date) -> frozenset[str]:
    """That choice with the debt's series paid just up to it: later ones of the series leave, other series stay."""
    pedidas = [deuda for deuda in deudas if deuda.codmovimiento == codmovimiento]
    posteriores = {
        deuda.codmovimiento
        for pedida in pedidas
        for deuda in deudas
        if serie(deuda) is not None and serie(deuda) == serie(pedida) and posicion(deuda) > posicion(pedida)
    }
    return completar(deudas, (elegidas - posteriores) | pagar_hasta(deudas, codmovimiento, hoy), hoy)


def _cubierta(deuda: Deuda, cancelados: set[str], hoy: date) -> bool:
    """Rule 5: a chosen pay-off stands for its plan's instalments due from today on; beside it they are no debts."""
    return deuda.tipo is Tipo.CUOTA and plan(deuda) in cancelados and deuda.vencimiento >= hoy
