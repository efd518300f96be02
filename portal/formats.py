"""Money, dates and documents as people in Paraguay read them, each in their language. Instants are told in Asunción's
time, of 24 hours in all of them."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from gettext import NullTranslations

from babel.numbers import format_decimal

from portal import money
from portal.clock import ASUNCION
from portal.texts import days
from portal.texts.languages import SPANISH, locale, numbers

DURO = "\u00a0"
MILES = 3
VISIBLES = 3
SIGLAS = 4
# A page has dozens of amounts, and they are mostly the same ones: Babel's work is remembered.
RECORDADOS = 8192


def dinero(importe: Decimal, moneda: int, t: NullTranslations = SPANISH) -> str:
    """`Gs. 1.500.000` or `USD 1.234,50`, with a no-break space after the symbol. Raises as monedas does."""
    return f"{money.moneda(moneda).simbolo}{DURO}{numero(importe, moneda, t)}"


def numero(importe: Decimal, moneda: int, t: NullTranslations = SPANISH) -> str:
    """The amount alone, with its currency's decimals: `1.500.000`, `1.234,50`."""
    return _numero(importe, moneda, numbers(t))


@lru_cache(RECORDADOS)
def _numero(importe: Decimal, moneda: int, idioma: str) -> str:
    decimales = "0" * money.moneda(moneda).decimales
    patron = f"#,##0.{decimales}" if decimales else "#,##0"
    return format_decimal(money.redondear(importe, moneda), patron, locale=idioma)


def tasa(cual: Decimal, t: NullTranslations = SPANISH) -> str:
    """`1,5 %`, with a no-break space."""
    return f"{format_decimal(cual, '#0.##', locale=locale(t))}{DURO}%"


def millones(importe: Decimal, t: NullTranslations = SPANISH) -> str:
    """How many millions, `18,7`."""
    return format_decimal(importe / 10**6, "#,##0.0", locale=locale(t))


def fecha(cuando: date, t: NullTranslations = SPANISH) -> str:
    """`23/11/2026`; of an instant, its day in Asunción."""
    return days.in_figures(_local(cuando), t)


def hora(instante: datetime) -> str:
    """`10:47`, in 24 hours."""
    return f"{instante.astimezone(ASUNCION):%H:%M}"


def fecha_hora(instante: datetime, t: NullTranslations = SPANISH) -> str:
    """`23/11/2026 10:47`."""
    return f"{fecha(instante, t)} {hora(instante)}"


def fecha_larga(cuando: date, t: NullTranslations = SPANISH) -> str:
    """`lunes 23 de noviembre de 2026, 10:47`; a day without a time has none."""
    dia = days.by_pattern(_local(cuando), days.written_out(t), locale(t))
    return f"{dia}, {hora(cuando)}" if isinstance(cuando, datetime) else dia


def fecha_corta(cuando: date, t: NullTranslations = SPANISH) -> str:
    """`28 nov`, where the year goes without saying."""
    return days.by_pattern(_local(cuando), days.short(t), locale(t))


def mes_corto(cuando: date, t: NullTranslations = SPANISH) -> str:
    """`nov 2026`."""
    return days.by_pattern(_local(cuando), days.of_short_month(t), locale(t))


def mes(cuando: date, t: NullTranslations = SPANISH) -> str:
    """`noviembre 2026`."""
    return days.by_pattern(_local(cuando), days.of_month(t), locale(t))


def documento(texto: str) -> str:
    """A cédula with its dots, `4.567.890`; any other document as it is."""
    if not (texto.isascii() and texto.isdigit()):
        return texto
    primero = len(texto) % MILES or MILES
    return ".".join([texto[:primero], *(texto[i : i + MILES] for i in range(primero, len(texto), MILES))])


def en_minusculas(texto: str) -> str:
    """What another system writes in capitals, as people write it: CONTADO is Contado. Initials stay."""
    return texto.capitalize() if texto.isupper() and len(texto) > SIGLAS else texto


def enmascarar(texto: str) -> str:
    """A document that its owner knows again and nobody else learns: `•.•••.890`."""
    entero = documento(texto)
    visible = entero[-VISIBLES:] if len(entero) > VISIBLES else ""
    oculto = entero.removesuffix(visible) if visible else entero
    return "".join("•" if letra.isalnum() else letra for letra in oculto) + visible


def enmascarar_nombre(texto: str) -> str:
    """A name that whoever knows the person recognises: the first letter of each word, `A••• Ñ•••`; of what is no word
    (people are called by their document where nobody knows their name) nothing."""
    return " ".join(f"{palabra[0] if palabra[0].isalpha() else ''}•••" for palabra in texto.split())


def enmascarar_correo(texto: str) -> str:
    """An address that its owner knows again and nobody else learns: `a•••@ejemplo.com`."""
    nombre, arroba, resto = texto.partition("@")
    return f"{nombre[:1]}•••{arroba}{resto}"


def _local(cuando: date) -> date:
    return cuando.astimezone(ASUNCION).date() if isinstance(cuando, datetime) else cuando
