"""When a carta that was not taken is tried again, and when it is given up."""

from datetime import datetime, timedelta

from portal.structs.cartas import Envio

# How long whoever takes one has it to itself: more than writing and sending may take.
TURNO = timedelta(minutes=5)
PRIMERA, MAXIMA = timedelta(minutes=1), timedelta(hours=6)
# A mail server tries for days too (RFC 5321, 4.5.4.1).
PLAZO = timedelta(days=3)


def espera(intentos: int) -> timedelta:
    """How long after so many tries the next one is: a minute, and twice as long each time, up to six hours."""
    return min(PRIMERA * (1 << min(intentos - 1, 16)), MAXIMA)


def siguiente(envio: Envio, ahora: datetime) -> datetime | None:
    """When it is tried next; None where it is given up."""
    cuando = ahora + espera(envio.intentos)
    return cuando if cuando <= envio.creada + PLAZO else None


def vencida(envio: Envio, ahora: datetime) -> bool:
    """Whether what it tells is worth nothing any more, as a link that ended."""
    return envio.vence is not None and envio.vence <= ahora
