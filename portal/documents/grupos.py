"""The items of a payment under the plan or lot they belong to, in as many rows as fit."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from gettext import NullTranslations
from typing import TypeAlias

from msgspec import Struct

from portal import formats
from portal.documents.tipos import contadas
from portal.structs.deudas import Deuda
from portal.texts.es import deuda as textos
from portal.texts.languages import SPANISH

Grupo: TypeAlias = tuple[str, tuple[Deuda, ...]]


class RenglonRecibo(Struct, frozen=True, kw_only=True):
    """A row of a receipt; the name of a plan is a row without an amount."""

    concepto: str
    movimiento: str = ""
    vencimiento: str = ""
    importe: Decimal | None = None


def por_plan(items: Iterable[Deuda], t: NullTranslations = SPANISH) -> list[Grupo]:
    """The items under their plan's name, in the order in which each plan first appears; '' where nothing is known.

    A service has a lot and no plan: it stands with the instalments of its lot.
    """
    grupos: dict[str, list[Deuda]] = {}
    for deuda in items:
        grupos.setdefault(deuda.lugar, []).append(deuda)
    return [(_nombre(suyas, t), tuple(suyas)) for suyas in grupos.values()]


def renglones(items: Sequence[Deuda], caben: int, t: NullTranslations = SPANISH) -> tuple[list[RenglonRecibo], str]:
    """At most `caben` rows (2 or more), and a sentence that says what was added up; '' where every item has its row."""
    grupos = por_plan(items, t)
    detallados = [renglon for grupo in grupos for renglon in _detallar(grupo, t)]
    if len(detallados) <= caben:
        return detallados, ""
    sumados = [_sumar(nombre or t.gettext(textos.SIN_PLAN), suyas, t) for nombre, suyas in grupos]
    if len(sumados) > caben:
        otros = grupos[caben - 1 :]
        resto = tuple(deuda for _, suyas in otros for deuda in suyas)
        nombre = t.ngettext(*textos.OTROS_PLANES, len(otros)) % {"cuantos": len(otros)}
        sumados = [*sumados[: caben - 1], _sumar(nombre, resto, t)]
    return sumados, t.gettext(textos.SUMADAS) % {"cuantos": len(items)}


def _nombre(deudas: Sequence[Deuda], t: NullTranslations) -> str:
    plan = next((deuda.plan for deuda in deudas if deuda.plan), None)
    lote = next((deuda.lote for deuda in deudas if deuda.lote), None)
    barrio = next((deuda.barrio for deuda in deudas if deuda.barrio), None)
    del_plan = t.gettext(textos.PLAN) % {"plan": plan} if plan else ""
    del_lote = t.gettext(textos.LOTE) % {"lote": lote} if lote else ""
    partes = (del_plan, del_lote, barrio or "")
    return " · ".join(parte for parte in partes if parte)


def _detallar(grupo: Grupo, t: NullTranslations) -> list[RenglonRecibo]:
    nombre, suyas = grupo
    filas = [
        RenglonRecibo(
            concepto=deuda.descripcion,
            movimiento=deuda.codmovimiento,
            vencimiento=formats.fecha(deuda.vencimiento, t),
            importe=deuda.importe,
        )
        for deuda in suyas
    ]
    return [RenglonRecibo(concepto=nombre), *filas] if nombre else filas


def _sumar(nombre: str, suyas: Sequence[Deuda], t: NullTranslations) -> RenglonRecibo:
    cuentas = Counter(deuda.tipo for deuda in suyas)
    dichas = [contadas(tipo, cuantas, t) for tipo, cuantas in cuentas.items()]
    return RenglonRecibo(
        concepto=f"{nombre}: {', '.join(dichas)}", importe=sum((deuda.importe for deuda in suyas), Decimal(0))
    )
