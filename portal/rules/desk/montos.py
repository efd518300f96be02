"""What several amounts come to, each currency by itself."""

from collections.abc import Sequence
from decimal import Decimal

from portal.structs.hoy import Montos


def sumar(importes: Sequence[tuple[int, Decimal]], tope: int) -> Montos:
    """Of the first ones, up to that many; whether there are more."""
    sumas: dict[int, Decimal] = {}
    for moneda, importe in importes[:tope]:
        sumas[moneda] = sumas.get(moneda, Decimal(0)) + importe
    return Montos(cuantos=min(len(importes), tope), sumas=tuple(sorted(sumas.items())), hay_mas=len(importes) > tope)
