"""What one cell says. Each raises Defecto with the words that finish «Línea 7: …»."""

import re
import unicodedata
from datetime import date
from decimal import Decimal

from portal.monedas import MONEDAS, en_unidades
from portal.structs.deudas import Tipo

SIMBOLO = re.compile(r"^(Gs\.?|₲|USD|U\$S)\s*", re.IGNORECASE)
# A first group that does not begin with 0 tells thousands from decimals: 1.500 is a thousand and a half, always.
PARAGUAYO = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]{1,2})?")
SIMPLE = re.compile(r"[0-9]{1,13}([.,][0-9]{1,2})?")
DIA_MES_ANIO = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
TOPE = Decimal(10) ** 13
ANIOS = range(1990, 2101)
ENTERO_MAXIMO = 999_999


class Defecto(Exception):
    """Why a row cannot be read."""


def importe(columna: str, texto: str, moneda: int) -> Decimal:
    """`Gs. 1.500.000`, `1.234,50`, `1500000` or `1234.50`, exact in its currency."""
    limpio = SIMBOLO.sub("", texto.replace("\u00a0", " ").strip())
    if PARAGUAYO.fullmatch(limpio):
        valor = Decimal(limpio.replace(".", "").replace(",", "."))
    elif SIMPLE.fullmatch(limpio):
        valor = Decimal(limpio.replace(",", "."))
    else:
        raise Defecto(f"{columna} no es un importe como 1.500.000 o 1234,50")
    try:
        en_unidades(valor, moneda)
    except ValueError:
        raise Defecto(f"{columna} tiene decimales, y los guaraníes no llevan") from None
    if valor >= TOPE:
        raise Defecto(f"{columna} es demasiado grande")
    return valor.quantize(Decimal(1).scaleb(-MONEDAS[moneda].decimales))


def fecha(columna: str, texto: str) -> date:
    """`05/11/2026` or `2026-11-05`."""
    if partes := DIA_MES_ANIO.fullmatch(texto):
        dia, mes, anio = map(int, partes.groups())
    elif partes := ISO.fullmatch(texto):
        anio, mes, dia = map(int, partes.groups())
    else:
        raise Defecto(f"{columna} no es una fecha como 05/11/2026 o 2026-11-05")
    try:
        leida = date(anio, mes, dia)
    except ValueError:
        raise Defecto(f"{columna} es una fecha que no existe") from None
    if anio not in ANIOS:
        raise Defecto(f"{columna} es de un año imposible")
    return leida


def moneda(texto: str) -> int:
    """1 (guaraníes) where nothing is said."""
    if texto in ("", "1", "2"):
        return int(texto or 1)
    raise Defecto("MONE_CODI tiene que ser 1 (guaraníes) o 2 (dólares)")


def tipo(texto: str) -> Tipo:
    """A kind of debt, in any case and with or without accents."""
    sin_acentos = "".join(letra for letra in unicodedata.normalize("NFD", texto) if not unicodedata.combining(letra))
    try:
        return Tipo(sin_acentos.upper())
    except ValueError:
        raise Defecto(f"TIPO tiene que ser uno de estos: {', '.join(Tipo)}") from None


def entero(columna: str, texto: str) -> int | None:
    """A count, or None for an empty cell."""
    if not texto:
        return None
    if not (texto.isascii() and texto.isdecimal()) or not 1 <= int(texto[:7]) <= ENTERO_MAXIMO:
        raise Defecto(f"{columna} tiene que ser un número entero entre 1 y {ENTERO_MAXIMO}")
    return int(texto)


def palabras(columna: str, texto: str, largo: int) -> str | None:
    """Text of `largo` characters at most on one line, or None for an empty cell."""
    if len(texto) > largo:
        raise Defecto(f"{columna} pasa de {largo} letras")
    if any(unicodedata.category(letra) == "Cc" for letra in texto):
        raise Defecto(f"{columna} tiene saltos de línea u otros signos que no se ven")
    return texto or None


def obligatorio(columna: str, texto: str | None) -> str:
    """The same, where it cannot be empty."""
    if not texto:
        raise Defecto(f"falta {columna}")
    return texto
