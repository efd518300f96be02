"""How each datum is said within a sentence: debts as people name them, with dates, and never more than three."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from gettext import NullTranslations

from portal.clock import ASUNCION
from portal.texts import days
from portal.texts.languages import SPANISH
from portal.texts.named import (
    CodigoNombrado,
    ComprobanteNombrado,
    CuotasVencidas,
    Dato,
    DeudaNombrada,
    Faltan,
    Nombrado,
    PlanNombrado,
    Vence,
)

NOMBRADAS = 3


def said(dato: Dato, t: NullTranslations) -> str:
    """A date as a day, an instant as Asunción's hour, several things as a list."""
    match dato:
        case tuple():
            dicho = enumerar([_en_lista(cada, t, sola=len(dato) == 1) for cada in dato], t)
        case DeudaNombrada():
            dicho = _deuda(dato, t)
        case Faltan(deudas):
            frase = t.ngettext("falta %(deudas)s", "faltan %(deudas)s", len(deudas))
            dicho = frase % {"deudas": said(deudas, t)}
        case CuotasVencidas(cuantas, plan):
            frase = t.ngettext("%(cuantas)s cuota vencida", "%(cuantas)s cuotas vencidas", cuantas)
            dicho = frase % {"cuantas": cuantas} + _del_plan(plan, t)
        case ComprobanteNombrado(numero):
            dicho = t.gettext("el comprobante %(numero)s") % {"numero": numero}
        case CodigoNombrado(codigo):
            dicho = f"«{codigo}»"
        case datetime():
            dicho = f"{dato.astimezone(ASUNCION):%H:%M}"
        case date():
            dicho = days.in_figures(dato, t)
        case _:
            dicho = str(dato)
    return dicho


def enumerar(nombres: Sequence[str], t: NullTranslations = SPANISH) -> str:
    """In Spanish: "a", "a y b", "a, b y c", "a, b, c y 4 más"; "e" before the sound of i."""
    distintos = list(dict.fromkeys(nombres))
    if (restan := len(distintos) - NOMBRADAS) > 0:
        mas = t.ngettext("%(restan)s más", "%(restan)s más", restan) % {"restan": restan}
        distintos = [*distintos[:NOMBRADAS], mas]
    *primeros, ultimo = distintos
    if not primeros:
        return ultimo
    con_e = re.match("“?h?[ií]", ultimo, re.IGNORECASE)
    frase = t.gettext("%(primeros)s e %(ultimo)s") if con_e else t.gettext("%(primeros)s y %(ultimo)s")
    return frase % {"primeros": ", ".join(primeros), "ultimo": ultimo}


def _en_lista(cada: Nombrado, t: NullTranslations, *, sola: bool) -> str:
    if not isinstance(cada, DeudaNombrada) or cada.vence is None:
        return said(cada, t)
    frase = t.gettext("%(deuda)s, que %(vence)s") if sola else t.gettext("%(deuda)s (%(vence)s)")
    return frase % {"deuda": _deuda(cada, t), "vence": _vence(cada.vence, t)}


def _deuda(deuda: DeudaNombrada, t: NullTranslations) -> str:
    """Such as: la cuota 7 del plan 1204."""
    if deuda.cuota is not None:
        return t.gettext("la cuota %(numero)s") % {"numero": deuda.cuota} + _del_plan(deuda.plan, t)
    lote = PlanNombrado("lote", deuda.lote) if deuda.lote else None
    return t.gettext("“%(descripcion)s”") % {"descripcion": deuda.descripcion} + _del_plan(lote, t)


def _del_plan(plan: PlanNombrado | None, t: NullTranslations) -> str:
    if plan is None:
        return ""
    frase = t.gettext("del lote %(nombre)s") if plan.nombra == "lote" else t.gettext("del plan %(nombre)s")
    return " " + frase % {"nombre": plan.nombre}


def _vence(vence: Vence, t: NullTranslations) -> str:
    """Such as: venció el 10/06/2026."""
    if vence.paso is None:
        frase = t.gettext("tiene vencimiento el %(fecha)s")
    else:
        frase = t.gettext("venció el %(fecha)s") if vence.paso else t.gettext("vence el %(fecha)s")
    return frase % {"fecha": said(vence.fecha, t)}
