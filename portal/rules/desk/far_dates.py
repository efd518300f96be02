"""A date of an extract that is more likely a slip of a hand than a day."""

from collections.abc import Iterable
from datetime import date, timedelta

from portal.structs.finanzas import Movimiento

# An extract is of the last days, or of the month that was closed.
ATRAS = timedelta(days=62)


def lejanas(movimientos: Iterable[Movimiento], hoy: date) -> tuple[Movimiento, ...]:
    """Those still to come, and those of more than two months ago: asked about before they are loaded."""
    return tuple(cada for cada in movimientos if not hoy - ATRAS <= cada.fecha <= hoy)
