"""What the page of a lot shows: its figures, and the drawings that are made of them."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from msgspec import Struct

from portal.documents import trazos
from portal.documents.grupos import por_plan
from portal.documents.trazos import Barras, Plano
from portal.operations.historia.lotes import DeLosLotes, PlanVisto
from portal.rules.debts.planes import Nombra
from portal.rules.lotes import calendario, ritmo
from portal.rules.lotes.avance import avance
from portal.structs.deudas import Tipo
from portal.structs.lotes import Avance, Marca, MesDelPlan, MesPorVenir
from portal.web.language import translations

VECES = (2, 3)


class Fin(Struct, frozen=True):
    """At a pace, when the plan ends, and how many months sooner."""

    por_mes: Decimal
    termina: date
    antes: int


class AnioDelPlan(Struct, frozen=True):
    """A row of the plan's table: a year, or the first of a dozen instalments; how many of it are in each state."""

    nombre: str
    cuantas: dict[str, int]


class VistaDePlan(Struct, frozen=True, kw_only=True):
    """All of it. ritmos: where the rest of the plan is known, what paying more would do."""

    nombre: str
    lotes: frozenset[str]
    moneda: int
    avance: Avance
    plano: Plano
    anios: tuple[AnioDelPlan, ...]
    sin_tipo: int
    calendario: tuple[tuple[MesPorVenir, str], ...]
    meses: tuple[MesDelPlan, ...]
    barras: Barras
    minimo: Decimal | None
    ritmos: tuple[Fin, ...]


def direccion(plan: PlanVisto) -> str:
    """Where its page is."""
    return f"/lote?{urlencode({plan.llave.nombra.value: plan.llave.nombre, 'moneda': plan.moneda})}"


def nombre(plan: PlanVisto) -> str:
    """As people call it: plan, lot and neighbourhood, as far as any of its rows tells them."""
    propias = [deuda for deuda in plan.todas if plan.llave.nombra is Nombra.LOTE or deuda.plan == plan.llave.nombre]
    return max((nombre for nombre, _ in por_plan(propias, translations())), key=len, default=plan.llave.nombre)


def mostrar(plan: PlanVisto, todo: DeLosLotes, hoy: date) -> VistaDePlan:
    """The figures of one plan."""
    del_plan = avance(
        [deuda for deuda in plan.pendientes if deuda.tipo is Tipo.CUOTA],
        [deuda for deuda in plan.pagadas if deuda.tipo is Tipo.CUOTA],
        hoy,
    )
    por_venir = calendario.por_venir(todo.pendientes[plan.moneda], hoy)
    meses = calendario.por_mes(plan.pendientes, plan.pagadas, hoy)
    mayor = max(mes.suma for mes in por_venir)
    dibujado = trazos.plano(del_plan.cuotas)
    minimo = ritmo.minimo(del_plan)
    return VistaDePlan(
        nombre=nombre(plan),
        lotes=frozenset(deuda.lote or "" for deuda in plan.todas),
        moneda=plan.moneda,
        avance=del_plan,
        plano=dibujado,
        anios=_anios(del_plan, dibujado),
        sin_tipo=sum(deuda.tipo is None for deuda in plan.pendientes),
        calendario=tuple((mes, trazos.raya(mes.suma, mayor)) for mes in por_venir),
        meses=meses,
        barras=trazos.barras(meses),
        minimo=minimo,
        ritmos=tuple(_fines(del_plan, [minimo * veces for veces in VECES] if minimo else [], hoy)),
    )


def al_ritmo(plan: Avance, por_mes: Decimal, hoy: date) -> Fin | None:
    """What paying so much would do; None where it cannot be told."""
    return next(iter(_fines(plan, [por_mes], hoy)), None)


def _fines(plan: Avance, ritmos: Sequence[Decimal], hoy: date) -> list[Fin]:
    fines = [(por_mes, ritmo.termina(plan, por_mes, hoy)) for por_mes in ritmos]
    return [Fin(por_mes, fin, ritmo.meses_antes(plan, fin)) for por_mes, fin in fines if fin]


def _anios(plan: Avance, dibujado: Plano) -> tuple[AnioDelPlan, ...]:
    """The rows of the drawing, in figures."""
    filas: dict[str, dict[str, int]] = {}
    for numero, cuota in enumerate(plan.cuotas):
        desde = numero - numero % trazos.POR_RENGLON + 1
        nombre = str(cuota.vence.year if dibujado.por_anio and cuota.vence else desde)
        cuantas = filas.setdefault(nombre, dict.fromkeys(map(str, Marca), 0))
        cuantas[str(cuota.marca)] += 1
    return tuple(AnioDelPlan(nombre, cuantas) for nombre, cuantas in filas.items())
