"""What the page of debts says of a choice, wherever it says it."""

from collections.abc import Sequence
from gettext import NullTranslations

from portal.formats import dinero
from portal.operations.debts.panorama import Ofrecida
from portal.rules.debts.motivos import Nombres
from portal.rules.debts.remedio import Remedio
from portal.structs.deudas import Carrito, Deuda
from portal.texts.es import pagina
from portal.texts.values import said


def problema(carrito: Carrito, remedio: Remedio, nombres: Nombres, t: NullTranslations) -> str:
    """What is wrong with a choice, in a line: what it lacks and what is too much, or why nothing here mends it; ''
    where it can be paid."""
    if not carrito.faltas:
        return ""
    falta = _contadas(pagina.FALTA, remedio.entran, nombres, t)
    sobra = _contadas(pagina.SOBRA, remedio.salen, nombres, t)
    if falta and sobra:
        return t.gettext(pagina.FALTA_Y_SOBRA) % {"falta": falta, "sobra": sobra}
    return falta or sobra or carrito.faltas[0].en(t)


def cuenta(carrito: Carrito, t: NullTranslations) -> str:
    """How many are chosen, and whether their commission is told."""
    cuantas = cuantas_elegidas(carrito)
    if not cuantas:
        return t.gettext(pagina.NADA_ELEGIDO)
    frase = pagina.MAS_COMISION if carrito.total is None else pagina.CON_COMISION
    return t.ngettext(*frase, cuantas) % {"cuantas": cuantas}


def anuncio(carrito: Carrito, t: NullTranslations) -> str:
    """For whoever listens to the page instead of looking at it."""
    cuantas = cuantas_elegidas(carrito)
    elegidas = t.ngettext(*pagina.ELEGIDAS, cuantas) % {"cuantas": cuantas}
    if carrito.faltas:
        return t.gettext(pagina.ASI_NO_PORQUE) % {"elegidas": elegidas, "motivo": carrito.faltas[0].en(t)}
    if carrito.total is None or not cuantas:
        return t.gettext(pagina.NINGUNA_ELEGIDA)
    importe = dinero(carrito.total, carrito.moneda, t)
    return t.gettext(pagina.TOTAL_ELEGIDO) % {"elegidas": elegidas, "importe": importe}


def deja(ofrecida: Ofrecida, nombres: Nombres, t: NullTranslations) -> str:
    """What an offered choice has, and what stays overdue once it is paid."""
    cuantas, quedan = len(ofrecida.opcion.elegidas), ofrecida.opcion.quedan
    frase = pagina.MAS_COMISION if ofrecida.comision is None else pagina.CON_COMISION
    tiene = t.ngettext(*frase, cuantas) % {"cuantas": cuantas}
    if not quedan:
        despues = t.gettext(pagina.QUEDAS_AL_DIA)
    elif len(quedan) == 1:
        despues = t.gettext(pagina.QUEDA_VENCIDA) % {"deuda": said(nombres.una(quedan[0]), t)}
    else:
        despues = t.ngettext(*pagina.QUEDAN_VENCIDAS, len(quedan)) % {"cuantas": len(quedan)}
    return f"{tiene}. {despues}"


def lleva(deudas: Sequence[Deuda], t: NullTranslations) -> str:
    """What a payment has, by the first of its debts."""
    primera, *otras = deudas
    if not otras:
        return primera.descripcion
    return t.ngettext(*pagina.Y_MAS, len(otras)) % {"primera": primera.descripcion, "cuantas": len(otras)}


def cuantas_elegidas(carrito: Carrito) -> int:
    """A debt in several rows is one."""
    return len({deuda.codmovimiento for deuda in carrito.items})


def _contadas(frase: tuple[str, str], deudas: Sequence[Deuda], nombres: Nombres, t: NullTranslations) -> str:
    return t.ngettext(*frase, len(deudas)) % {"deudas": said(nombres.varias(deudas), t)} if deudas else ""
