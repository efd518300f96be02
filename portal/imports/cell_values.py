"""What one cell says. Each raises Defecto."""

import re
import unicodedata
from datetime import date

from portal.imports.amounts import SIMBOLOS
from portal.imports.defecto import Defecto
from portal.inputs import characters
from portal.structs.deudas import Tipo
from portal.texts.named import datos

# A bank's date may carry the hour.
HORA = r"(?:[ T]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?"
DIA_MES_ANIO = re.compile(rf"([0-9]{{1,2}})([/.-])([0-9]{{1,2}})\2([0-9]{{4}}){HORA}")
ISO = re.compile(rf"([0-9]{{4}})-([0-9]{{2}})-([0-9]{{2}}){HORA}")
# How a spreadsheet shows a number that it has no room for; a code like 1e10 has no sign there.
ABREVIADO = re.compile(r"-?[0-9](?:[.,][0-9]+)?E[+-][0-9]{2,3}", re.IGNORECASE)
# What stands in a cell in place of its value: a formula's error, a column too narrow for it.
ERROR = re.compile(r"#(?:N/[AD]|DIV/0!|[¡¿]?\w+[!?])|Err:[0-9]{3}", re.IGNORECASE)
ANGOSTA = re.compile(r"#{2,}")
# A lot «5-1» is a date for a spreadsheet, and nobody writes a code like this.
FECHADO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?: [0-9:]{8})?")
ANIOS = range(1990, 2101)
ENTERO_MAXIMO = 999_999
NOMBRES_DE_MONEDA = {moneda: re.compile(rf"{moneda}|{signos}", re.IGNORECASE) for moneda, signos in SIMBOLOS.items()}


def fecha(columna: str, texto: str) -> date:
    """`05/11/2026` or `2026-11-05`, with an hour or without."""
    limpio = characters.prose(texto)
    if partes := DIA_MES_ANIO.fullmatch(limpio):
        dia, mes, anio = int(partes[1]), int(partes[3]), int(partes[4])
    elif partes := ISO.fullmatch(limpio):
        anio, mes, dia = map(int, partes.groups())
    else:
        raise Defecto("fecha-ilegible", datos(columna=columna))
    try:
        leida = date(anio, mes, dia)
    except ValueError:
        raise Defecto("fecha-inexistente", datos(columna=columna)) from None
    if anio not in ANIOS:
        raise Defecto("fecha-imposible", datos(columna=columna))
    return leida


def moneda(columna: str, texto: str) -> int | None:
    """1 or 2, by its number or its name; None for an empty cell."""
    limpio = characters.prose(texto)
    if not limpio:
        return None
    for cual, nombres in NOMBRES_DE_MONEDA.items():
        if nombres.fullmatch(limpio):
            return cual
    raise Defecto("moneda-ilegible", datos(columna=columna))


def tipo(texto: str) -> Tipo:
    """A kind of debt, in any case and with or without accents."""
    plano = unicodedata.normalize("NFD", characters.prose(texto))
    sin_acentos = "".join(letra for letra in plano if not unicodedata.combining(letra))
    try:
        return Tipo(sin_acentos.upper())
    except ValueError:
        raise Defecto("tipo-desconocido", datos(tipos=", ".join(Tipo))) from None


def entero(columna: str, texto: str) -> int | None:
    """A count, or None for an empty cell."""
    limpio = characters.prose(texto)
    if not limpio:
        return None
    if not (limpio.isascii() and limpio.isdecimal()) or not 1 <= int(limpio[:7]) <= ENTERO_MAXIMO:
        raise Defecto("entero-invalido", datos(columna=columna, maximo=ENTERO_MAXIMO))
    return int(limpio)


def palabras(columna: str, texto: str, largo: int) -> str | None:
    """Text of `largo` characters at most on one line, or None for an empty cell."""
    limpio = characters.prose(texto)
    _con_valor(columna, limpio)
    if len(limpio) > largo:
        raise Defecto("texto-largo", datos(columna=columna, letras=largo))
    if any(unicodedata.category(letra) == "Cc" for letra in limpio):
        raise Defecto("texto-con-saltos", datos(columna=columna))
    return limpio or None


def codigo(columna: str, texto: str, largo: int) -> str | None:
    """What names a thing: of two that look alike neither may pass for another. None for an empty cell."""
    limpio, oculto = characters.code(texto)
    if oculto is not None:
        raise Defecto("codigo-con-oculto", datos(columna=columna, signo=characters.name(oculto)))
    _con_valor(columna, limpio)
    if len(limpio) > largo:
        raise Defecto("texto-largo", datos(columna=columna, letras=largo))
    if FECHADO.fullmatch(limpio):
        raise Defecto("codigo-fechado", datos(columna=columna, dicho=limpio))
    if ABREVIADO.fullmatch(limpio):
        raise Defecto("codigo-abreviado", datos(columna=columna, dicho=limpio))
    return limpio or None


def _con_valor(columna: str, limpio: str) -> None:
    if ERROR.fullmatch(limpio):
        raise Defecto("celda-con-error", datos(columna=columna, dicho=limpio))
    if ANGOSTA.fullmatch(limpio):
        raise Defecto("celda-angosta", datos(columna=columna, dicho=limpio))


def obligatorio(columna: str, texto: str | None) -> str:
    """That text. Raises Defecto where there is none."""
    if not texto:
        raise Defecto("celda-vacia", datos(columna=columna))
    return texto
