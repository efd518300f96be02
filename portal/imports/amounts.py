"""Amounts as people write them in a sheet. Each raises Defecto."""

import re
from contextlib import suppress
from decimal import Decimal

from portal.imports.defecto import Defecto
from portal.inputs import characters
from portal.money import MONEDAS, en_unidades
from portal.texts.named import datos

SIMBOLOS = {1: r"Gs\.?|G\.|₲|PYG|guaran[ií]es", 2: r"USD|U\$S|US\$|U\$D|d[oó]lares"}
DICHO = {
    moneda: re.compile(rf"^(?:{signos})\s*|\s*(?:{signos})$", re.IGNORECASE) for moneda, signos in SIMBOLOS.items()
}
# «850.000.-»: nothing follows.
NADA_MAS = re.compile(r"[.,]-{1,2}$")
MENOS = "-\u2212"
# A first group that does not begin with 0 tells thousands from decimals: 1.500 is a thousand and a half, always.
PARAGUAYO = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]{1,2})?")
SIMPLE = re.compile(r"[0-9]{1,13}([.,][0-9]{1,2})?")
TOPE = Decimal(10) ** 13


def importe(columna: str, texto: str, moneda: int) -> Decimal:
    """`Gs. 1.500.000`, `850.000.-`, `1.234,50`, `1500000` or `1234.50`, exact in its currency and not negative."""
    valor = con_signo(columna, texto, moneda)
    if valor < 0:
        raise Defecto("importe-negativo", datos(columna=columna))
    return valor


def con_signo(columna: str, texto: str, moneda: int) -> Decimal:
    """An amount as people write it, exact in its currency; `-850.000`, `850.000-` and `(850.000)` are negative."""
    dicha, numero = moneda_dicha(texto)
    if dicha not in (None, moneda):
        raise Defecto(
            "importe-de-otra-moneda",
            datos(columna=columna, dicha=MONEDAS[dicha or 0].iso, moneda=MONEDAS[moneda].iso),
        )
    numero, negativo = _signo(NADA_MAS.sub("", numero))
    if PARAGUAYO.fullmatch(numero):
        valor = Decimal(numero.replace(".", "").replace(",", "."))
    elif SIMPLE.fullmatch(numero):
        valor = Decimal(numero.replace(",", "."))
    else:
        raise Defecto("importe-ilegible", datos(columna=columna))
    try:
        en_unidades(valor, moneda)
    except ValueError:
        raise Defecto("importe-con-decimales", datos(columna=columna)) from None
    if valor >= TOPE:
        raise Defecto("importe-enorme", datos(columna=columna))
    valor = valor.quantize(Decimal(1).scaleb(-MONEDAS[moneda].decimales))
    return -valor if negativo and valor else valor


def leidos(texto: str) -> tuple[tuple[int, int], ...]:
    """The amounts that those letters may be, each with its currency and in whole units of it: of one that names none,
    in every currency; none where they are no amount."""
    hallados: list[tuple[int, int]] = []
    for moneda in MONEDAS:
        with suppress(Defecto):
            if valor := importe("", texto, moneda):
                hallados.append((moneda, en_unidades(valor, moneda)))
    return tuple(hallados)


def moneda_dicha(texto: str) -> tuple[int | None, str]:
    """The currency whose sign stands beside the amount, or None, and the amount without it."""
    limpio = characters.prose(texto)
    negativo = limpio[:1] in tuple(MENOS) and limpio[0]
    sin_signo = limpio[1:].strip() if negativo else limpio
    for moneda, dicho in DICHO.items():
        if dicho.search(sin_signo):
            return moneda, (negativo or "") + dicho.sub("", sin_signo).strip()
    return None, limpio


def _signo(numero: str) -> tuple[str, bool]:
    if numero.startswith("(") and numero.endswith(")"):
        return numero[1:-1].strip(), True
    if numero[:1] in tuple(MENOS):
        return numero[1:].strip(), True
    if numero[-1:] in tuple(MENOS):
        return numero[:-1].strip(), True
    return numero, False
