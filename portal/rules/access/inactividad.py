"""When a session that nobody uses ends by itself (ASVS 7.3.1). Of pages alone: a program's token is short-lived."""

from datetime import datetime, timedelta

# The last time that somebody was seen is written down as seldom as this, so that looking costs no write.
CADA = timedelta(minutes=3)
# However much it is used: a page is left open while somebody looks for the money. A program asks for a new token.
SESION_PAGINA = timedelta(hours=2)


def ociosa(desde: datetime | None, ahora: datetime, minutos: int) -> bool:
    """Whether nobody was seen for so long, up to CADA less; `desde`: when somebody last was, as it was written down. A
    session of which that is not known is not."""
    return desde is not None and ahora - desde > timedelta(minutes=minutos)


def por_anotar(desde: datetime | None, ahora: datetime) -> bool:
    """Whether what is written down is old enough to be written anew."""
    return desde is not None and ahora - desde >= CADA


def resta(desde: datetime | None, ahora: datetime, minutos: int) -> timedelta:
    """What is left of a session that is being used now, where nobody uses it any more; `desde`: as it was written down
    before."""
    limite = timedelta(minutes=minutos)
    return limite if desde is None or por_anotar(desde, ahora) else limite - (ahora - desde)
