"""Money, dates and documents as people in Paraguay read them. Instants are told in Asunción's time."""

from datetime import date, datetime
from decimal import Decimal

from babel.dates import format_date

from portal import monedas
from portal.reloj import ASUNCION

# Not es_PY: it writes "28 nov." with a full stop, and its numbers are the same.
IDIOMA = "es"
DURO = "\u00a0"
MILES = 3
VISIBLES = 3
# Numbers and dates by hand: a page has dozens, and Babel takes seven times as long for each.
A_LA_PARAGUAYA = str.maketrans(",.", ".,")


def dinero(importe: Decimal, moneda: int) -> str:
    """`Gs. 1.500.000` or `USD 1.234,50`, with a no-break space after the symbol. Raises as monedas does."""
    return f"{monedas.moneda(moneda).simbolo}{DURO}{numero(importe, moneda)}"


def numero(importe: Decimal, moneda: int) -> str:
    """The amount alone, with its currency's decimals: `1.500.000`, `1.234,50`."""
    decimales = monedas.moneda(moneda).decimales
    return f"{monedas.redondear(importe, moneda):,.{decimales}f}".translate(A_LA_PARAGUAYA)


def fecha(cuando: date) -> str:
    """`23/11/2026`; of an instant, its day in Asunción."""
    local = _local(cuando)
    return f"{local.day:02}/{local.month:02}/{local.year:04}"


def hora(instante: datetime) -> str:
    """`10:47`, in 24 hours."""
    return f"{instante.astimezone(ASUNCION):%H:%M}"


def fecha_hora(instante: datetime) -> str:
    """`23/11/2026 10:47`."""
    return f"{fecha(instante)} {hora(instante)}"


def fecha_larga(cuando: date) -> str:
    """`lunes 23 de noviembre de 2026, 10:47`; a day without a time has none."""
    dia = format_date(_local(cuando), "EEEE d 'de' MMMM 'de' y", locale=IDIOMA)
    return f"{dia}, {hora(cuando)}" if isinstance(cuando, datetime) else dia


def fecha_corta(cuando: date) -> str:
    """`28 nov`, where the year goes without saying."""
    return format_date(_local(cuando), "d MMM", locale=IDIOMA)


def documento(texto: str) -> str:
    """A cédula with its dots, `4.567.890`; any other document as it is."""
    if not (texto.isascii() and texto.isdigit()):
        return texto
    primero = len(texto) % MILES or MILES
    return ".".join([texto[:primero], *(texto[i : i + MILES] for i in range(primero, len(texto), MILES))])


def enmascarar(texto: str) -> str:
    """A document that its owner knows again and nobody else learns: `•.•••.890`."""
    entero = documento(texto)
    visible = entero[-VISIBLES:] if len(entero) > VISIBLES else ""
    oculto = entero.removesuffix(visible) if visible else entero
    return "".join("•" if letra.isalnum() else letra for letra in oculto) + visible


def _local(cuando: date) -> date:
    return cuando.astimezone(ASUNCION).date() if isinstance(cuando, datetime) else cuando
