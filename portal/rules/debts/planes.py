"""Which plan each debt belongs to: the one grouping that judges a choice, names its remedy and picks for the customer.

The ERP's rows need not agree (DOMAIN: plans, lots and real data), so the plan decides. Its lots are all those that any
of its rows names. A debt belongs to the plan that it names or, without one, to every plan of its lot; a lot that no
plan names stands for a plan. A debt that names neither belongs to none, and judging it is left to the package.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from portal.rules.debts.series import es_servicio, ordenadas, vencidas
from portal.structs.deudas import Deuda, Tipo


class Nombra(StrEnum):
    """What gives a plan its name. A plan and a lot may be called alike and are not one."""

    PLAN = "plan"
    LOTE = "lote"


class Llave(NamedTuple):
    """A plan among those of one customer."""

    nombra: Nombra
    nombre: str


@dataclass(frozen=True, slots=True)
class Servicios:
    """The services that name one plan, or that name only one lot (`llave`), oldest first; and the plans that they
    belong to."""

    llave: Llave
    planes: tuple[Llave, ...]
    filas: list[Deuda] = field(default_factory=list)

    def exigibles(self, hoy: date) -> list[Deuda]:
        """Those due up to today."""
        return [servicio for servicio in self.filas if servicio.vencimiento <= hoy]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is owed of one plan: instalments, pay-offs (`ofertas`) oldest first, and services, of which it may share
    some with the other plans of its lots."""

    llave: Llave
    cuotas: list[Deuda] = field(default_factory=list)
    ofertas: list[Deuda] = field(default_factory=list)
    servicios: list[Servicios] = field(default_factory=list)

    def futuras(self, hoy: date) -> list[Deuda]:
        """The instalments due from today on, which a pay-off of the plan covers."""
        return [cuota for cuota in self.cuotas if cuota.vencimiento >= hoy]

    def series_de_servicios(self) -> Iterable[list[Deuda]]:
        """Rule 3's "same plan and kind", for services."""
        por_tipo: dict[Tipo | None, list[Deuda]] = {}
        for servicio in ordenadas(fila for suyos in self.servicios for fila in suyos.filas):
            por_tipo.setdefault(servicio.tipo, []).append(servicio)
        return por_tipo.values()


class Planes:
    """The plans of one customer's debts, the one with the oldest debt first."""

    def __init__(self, deudas: Iterable[Deuda]) -> None:
        filas = ordenadas(deudas)
        self._del_lote: dict[str, tuple[Llave, ...]] = {}
        for lote, planes in _nombrados(filas).items():
            self._del_lote[lote] = tuple(Llave(Nombra.PLAN, plan) for plan in planes) or (Llave(Nombra.LOTE, lote),)
        self.por_llave: dict[Llave, Plan] = {}
        servicios: dict[Llave, Servicios] = {}
        for deuda in filas:
            if es_servicio(deuda) and (origen := _origen(deuda)):
                if origen not in servicios:
                    servicios[origen] = Servicios(origen, self.de(deuda))
                    for llave in self.de(deuda):
                        self._plan(llave).servicios.append(servicios[origen])
                servicios[origen].filas.append(deuda)
            else:
                for llave in self.de(deuda):
                    plan = self._plan(llave)
                    if deuda.tipo is Tipo.CUOTA:
                        plan.cuotas.append(deuda)
                    elif deuda.tipo is Tipo.CANCELACION:
                        plan.ofertas.append(deuda)

    def _plan(self, llave: Llave) -> Plan:
        if llave not in self.por_llave:
            self.por_llave[llave] = Plan(llave)
        return self.por_llave[llave]

    def de(self, deuda: Deuda) -> tuple[Llave, ...]:
        """The plans that a debt belongs to: mostly one, several where its lot has several and it names none."""
        if deuda.plan:
            return (Llave(Nombra.PLAN, deuda.plan),)
        return self._del_lote[deuda.lote] if deuda.lote else ()

    def todos(self) -> Iterable[Plan]:
        """Each plan once."""
        return self.por_llave.values()

    def de_los(self, servicios: Servicios) -> list[Plan]:
        """The plans that those services belong to."""
        return [self.por_llave[llave] for llave in servicios.planes]


def _nombrados(deudas: Iterable[Deuda]) -> dict[str, dict[str, None]]:
    """Which plans name each lot, each once and in order."""
    nombrados: dict[str, dict[str, None]] = {}
    for deuda in deudas:
        if deuda.lote:
            nombrados.setdefault(deuda.lote, {}).update({deuda.plan: None} if deuda.plan else {})
    return nombrados


def _origen(deuda: Deuda) -> Llave | None:
    """What a debt itself names; None where it names nothing."""
    if deuda.plan:
        return Llave(Nombra.PLAN, deuda.plan)
    return Llave(Nombra.LOTE, deuda.lote) if deuda.lote else None


def minimas(cuotas: Sequence[Deuda], hoy: date) -> list[Deuda]:
    """What the instalments of a plan ask for today: the overdue ones' minimum, or the oldest of those due today."""
    atrasadas = vencidas(cuotas, hoy)
    return list(atrasadas[: minimo(len(atrasadas))]) or [cuota for cuota in cuotas if cuota.vencimiento == hoy][:1]


def minimo(cuantas: int) -> int:
    """Rule 1: of so many overdue instalments of a plan, how many must be paid at least."""
    return cuantas - 1 if cuantas > 1 else cuantas
