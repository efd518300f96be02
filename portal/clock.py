"""Time: an instant is aware UTC; a business day is Asunción's."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from typing import TypeAlias
from zoneinfo import ZoneInfo

Clock: TypeAlias = Callable[[], datetime]

EPOCA = datetime(1970, 1, 1, tzinfo=UTC)


def _asuncion() -> ZoneInfo:
    # The package's table, not the machine's: many servers still have the daylight saving that ended in October 2024.
    with files("tzdata").joinpath("zoneinfo/America/Asuncion").open("rb") as tabla:
        return ZoneInfo.from_file(tabla, key="America/Asuncion")


ASUNCION = _asuncion()


def ahora() -> datetime:
    """The real clock."""
    return datetime.now(UTC)


def dia(instante: datetime) -> date:
    """The business day of an instant."""
    return instante.astimezone(ASUNCION).date()


def limites(cual: date) -> tuple[datetime, datetime]:
    """The instants where a business day begins and ends; the end is the next day's beginning."""
    manana = cual + timedelta(days=1)
    return _medianoche(cual), _medianoche(manana)


def _medianoche(cual: date) -> datetime:
    return datetime.combine(cual, time(), ASUNCION).astimezone(UTC)


def en_micros(instante: datetime) -> int:
    """Microseconds since the epoch, exact: how the tables keep instants."""
    return (instante - EPOCA) // timedelta(microseconds=1)


def de_micros(micros: int) -> datetime:
    """The inverse of en_micros."""
    return EPOCA + timedelta(microseconds=micros)
