"""A bar a day, in the units of its drawing: the highest one is as high as there is room."""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

ALTO = 70
PASO = 40


class Barra(Struct, frozen=True, kw_only=True):
    """x: its middle, from the left; alto: above the line that all stand on."""

    x: int
    alto: str


def de(importes: Sequence[Decimal]) -> tuple[Barra, ...]:
    """In the order of what they measure."""
    mayor = max(importes, default=Decimal(0)) or Decimal(1)
    return tuple(
        Barra(x=PASO // 2 + PASO * lugar, alto=f"{max(importe, Decimal(0)) * ALTO / mayor:.1f}")
        for lugar, importe in enumerate(importes)
    )
