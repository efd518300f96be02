"""What a sheet is made of, whichever file it becomes."""

import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from portal import money


class Importe(NamedTuple):
    """An amount with its currency's decimals; None is an empty cell."""

    valor: Decimal | None
    moneda: int

    def redondo(self) -> Decimal | None:
        """As the currency counts."""
        return None if self.valor is None else money.redondear(self.valor, self.moneda)


# A text, an amount, a day or an instant (both are dates to Python); None is an empty cell.
Celda: TypeAlias = str | Importe | date | None
Fila: TypeAlias = Sequence[Celda]


# Blanks of every kind, and what cannot be seen.
BLANCOS = ("Zs", "Zl", "Zp", "Cc", "Cf")
INVISIBLES = ("Zl", "Zp", "Cc", "Cf")


def sin_blancos(texto: str) -> str:
    """Without what a spreadsheet skips at the beginning: blanks of every kind, controls and invisible marks."""
    for lugar, letra in enumerate(texto):
        if unicodedata.category(letra) not in BLANCOS:
            return texto[lugar:]
    return ""


def hay_invisibles(texto: str) -> bool:
    """Whether something in it is not seen, blanks aside."""
    return any(unicodedata.category(letra) in INVISIBLES for letra in texto)
