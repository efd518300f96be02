"""What each kind of debt is called, wherever people read it."""

from gettext import NullTranslations

from portal.structs.deudas import Tipo
from portal.texts.es import deuda
from portal.texts.languages import SPANISH


def una(tipo: Tipo | None, t: NullTranslations = SPANISH) -> str:
    """One debt of the kind, in a column; '' where it is not known."""
    return t.gettext(deuda.UNA[tipo]) if tipo else ""


def todas(tipo: Tipo, t: NullTranslations = SPANISH) -> str:
    """The kind as a choice."""
    return t.gettext(deuda.TODAS[tipo])


def contadas(tipo: Tipo | None, cuantas: int, t: NullTranslations = SPANISH) -> str:
    """So many of it, in a sentence."""
    return t.ngettext(*deuda.CONTADAS[tipo or ""], cuantas) % {"cuantas": cuantas}
