"""Every sentence by its code, and how one is said with its data."""

from collections.abc import Iterable
from gettext import NullTranslations

from portal.texts.es import (
    acceso,
    ajuste,
    alta,
    anulacion,
    auditoria,
    autorizacion,
    base,
    canal,
    careo,
    carrito,
    carta,
    caso,
    causa,
    celda,
    cierre,
    cliente,
    comando,
    conciliacion,
    duda,
    empresa,
    enlace,
    estado,
    factor,
    historia,
    ingreso,
    pago,
    paquete,
    pasarela,
    peticion,
    planilla,
    puerta,
    solicitud,
    tabla,
)
from portal.texts.es.sentence import Sentence
from portal.texts.languages import SPANISH
from portal.texts.named import CASO, Dato, Datos, Saying, Sayings
from portal.texts.values import said

SUBJECTS = (
    acceso,
    ajuste,
    alta,
    anulacion,
    auditoria,
    autorizacion,
    base,
    canal,
    careo,
    carrito,
    carta,
    caso,
    causa,
    celda,
    cierre,
    cliente,
    comando,
    conciliacion,
    duda,
    empresa,
    enlace,
    estado,
    factor,
    historia,
    ingreso,
    pago,
    paquete,
    pasarela,
    peticion,
    planilla,
    puerta,
    solicitud,
    tabla,
)


def gather(sentences: Iterable[Sentence]) -> dict[tuple[str, str], Sentence]:
    """Sentences by code and case. Raises ValueError for one that comes twice."""
    gathered: dict[tuple[str, str], Sentence] = {}
    for each in sentences:
        if gathered.setdefault((each.code, each.case), each) is not each:
            raise ValueError(f"two sentences for {each.code} {each.case}")
    return gathered


CATALOGUE = gather(each for subject in SUBJECTS for each in subject.SENTENCES)


def say(code: str, data: Datos | str, t: NullTranslations = SPANISH) -> str:
    """The sentence of a code with its data, in the language of `t`. A text says itself: it is what
    another party answered, as the company's package. Raises KeyError for a code, or a datum of it, that nobody wrote
    down."""
    if isinstance(data, str):
        return data
    by_name = dict(data)
    template = CATALOGUE[code, str(by_name.pop(CASO, ""))]
    if template.many:
        text = t.ngettext(template.one, template.many, _count(by_name[template.by]))
    else:
        text = t.gettext(template.one)
    return text % {name: _said(datum, t) for name, datum in by_name.items()}


def _said(datum: Dato, t: NullTranslations) -> str:
    match datum:
        case Saying(code, data):
            return say(code, data, t)
        case Sayings(each):
            return "; ".join(_said(one, t) for one in each)
        case _:
            return said(datum, t)


def _count(datum: Dato) -> int:
    if isinstance(datum, int):
        return datum
    if isinstance(datum, tuple):
        return len(datum)
    raise TypeError("only a number and a list have a plural")
