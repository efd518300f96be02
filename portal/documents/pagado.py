"""A payment by what it was for, in few words."""

from collections import Counter
from collections.abc import Sequence
from gettext import NullTranslations

from portal.documents.grupos import por_plan
from portal.documents.tipos import contadas
from portal.structs.deudas import Deuda
from portal.texts.es import historia as textos
from portal.texts.languages import SPANISH

CON_NOMBRE = 2


def que(items: Sequence[Deuda], t: NullTranslations = SPANISH) -> str:
    """Its debts by their names; from three on, how many there are of each kind."""
    dichas = [deuda.descripcion for deuda in items]
    if len(dichas) > CON_NOMBRE:
        cuentas = Counter(deuda.tipo for deuda in items)
        dichas = [contadas(tipo, cuantas, t) for tipo, cuantas in cuentas.items()]
    if len(dichas) <= 1:
        return "".join(dichas)
    primeras = ", ".join(dichas[:-1])
    return t.gettext(textos.DOS_COSAS) % {"una": primeras, "otra": dichas[-1]}


def de_donde(items: Sequence[Deuda], t: NullTranslations = SPANISH) -> str:
    """The plan or lot of its debts; how many, where they are of several; '' where none is known."""
    nombres = [nombre for nombre, _ in por_plan(items, t) if nombre]
    if len(nombres) > 1:
        return t.ngettext(*textos.LUGARES, len(nombres)) % {"cuantos": len(nombres)}
    return "".join(nombres)
