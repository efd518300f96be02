"""A cell of a spreadsheet as people write it here: dates, and amounts with dots and commas."""

import re
from datetime import date
from decimal import Decimal

from portal.monedas import moneda

ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
LOCAL = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
# 1.500.000 or 1.234,50; 1500000, 1234.50 or 1234,50.
CON_MILES = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?", re.ASCII)
SIMPLE = re.compile(r"\d+([.,]\d+)?", re.ASCII)
TOPE = Decimal(10) ** 13


def fecha(texto: str) -> date:
    """dd/MM/yyyy or yyyy-MM-dd. Raises ValueError with a sentence."""
    iso, local = ISO.fullmatch(texto), LOCAL.fullmatch(texto)
    try:
        if iso:
            return date(*map(int, iso.groups()))
        if local:
            dia, mes, anio = map(int, local.groups())
            return date(anio, mes, dia)
    except ValueError:
        pass  # 31/02: of the right form, and no day
    raise ValueError("la fecha va como 31/12/2026 o 2026-12-31")


def importe(texto: str, codigo: int) -> Decimal:
    """An amount greater than zero, exact in its currency. `1.500` is fifteen hundred in guaraníes and in dollars, as
    people here write it. Raises ValueError with a sentence."""
    if CON_MILES.fullmatch(texto):
        limpio = texto.replace(".", "").replace(",", ".")
    elif SIMPLE.fullmatch(texto):
        limpio = texto.replace(",", ".")
    else:
        raise ValueError("el importe va como 1500000 o 1.500.000 (en dólares, 1234,50)")
    valor = Decimal(limpio)
    if valor != round(valor, moneda(codigo).decimales):
        raise ValueError(f"el importe tiene más decimales de los que usa {moneda(codigo).iso}")
    if not 0 < valor < TOPE:
        raise ValueError("el importe tiene que ser mayor que cero")
    return valor
