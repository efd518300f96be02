"""How often a password may be tried: decisions over the counts that the tables keep.

Only failures are counted. While there are few of them several tries may be under way at once, never more than could
fail before the first wait: so guesses that come together get no further than guesses that come one by one.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from msgspec import Struct

from portal.addresses import line_of

LIBRES = 5
ESPERA_MINIMA = timedelta(seconds=30)
ESPERA_MAXIMA = timedelta(hours=1)
# So many failures in a row are no forgetting: a person of the company looks at it, and lifts it.
PARADA = 100
LARGO = 45


class Balde(StrEnum):
    """What failures are counted for.

    CUENTA: a user name, tried from where it is not known. EQUIPO: one, on a browser where it signed in before. LUGAR:
    one, by the API from a network where it got a token before, since a program keeps no cookie. RED: a network,
    whatever the name. The codes of an account's second factor are counted thrice, in a short, a middle and a long
    window: a code has six digits, and another every half minute.
    """

    CUENTA = "cuenta"
    EQUIPO = "equipo"
    LUGAR = "lugar"
    RED = "red"
    CODIGO = "codigo"
    CODIGO_HORA = "codigo-hora"
    CODIGO_DIA = "codigo-dia"


class Ventana(Struct, frozen=True):
    """So many failures at most in so long, from the first of them."""

    tope: int
    dura: timedelta


VENTANAS = {
    Balde.RED: Ventana(60, timedelta(minutes=15)),
    Balde.CODIGO: Ventana(5, timedelta(minutes=5)),
    Balde.CODIGO_HORA: Ventana(20, timedelta(hours=1)),
    Balde.CODIGO_DIA: Ventana(50, timedelta(days=1)),
}

# How long a count without news is kept; one that reached PARADA stays.
MEMORIA = {
    Balde.CUENTA: timedelta(days=30),
    Balde.EQUIPO: timedelta(days=180),
    Balde.LUGAR: timedelta(days=30),
    Balde.RED: timedelta(days=1),
    Balde.CODIGO: timedelta(days=1),
    Balde.CODIGO_HORA: timedelta(days=1),
    Balde.CODIGO_DIA: timedelta(days=2),
}


class Cuenta(Struct, frozen=True):
    """Failures, and since when: the first of its window where the kind has one, of the others the last one."""

    fallas: int
    desde: datetime


def detenido(balde: Balde, cuenta: Cuenta) -> bool:
    """Whether only a person opens it again."""
    return balde not in VENTANAS and cuenta.fallas >= PARADA


def abre(balde: Balde, cuenta: Cuenta) -> datetime:
    """When the next try is allowed, where it is not `detenido`; in the past where nobody has to wait."""
    if ventana := VENTANAS.get(balde):
        return cuenta.desde + ventana.dura if cuenta.fallas >= ventana.tope else cuenta.desde
    return cuenta.desde + espera(cuenta.fallas)


def espera(fallas: int) -> timedelta:
    """Nothing for the first ones, then half a minute, twice as long after each, up to an hour."""
    if fallas < LIBRES:
        return timedelta(0)
    # The power is bounded before it is taken.
    return min(ESPERA_MINIMA * (1 << min(fallas - LIBRES, 10)), ESPERA_MAXIMA)


def lugares(balde: Balde, cuenta: Cuenta, ahora: datetime) -> int:
    """How many tries may be under way at once, where none has to wait."""
    if ventana := VENTANAS.get(balde):
        return ventana.tope - (cuenta.fallas if ahora < cuenta.desde + ventana.dura else 0)
    return max(1, LIBRES - cuenta.fallas)


def con_falla(balde: Balde, cuenta: Cuenta, ahora: datetime) -> Cuenta:
    """The count after one failure more."""
    ventana = VENTANAS.get(balde)
    if ventana is None:
        return Cuenta(cuenta.fallas + 1, ahora)
    if cuenta.fallas == 0 or ahora >= cuenta.desde + ventana.dura:
        return Cuenta(1, ahora)
    return Cuenta(cuenta.fallas + 1, cuenta.desde)


def red(direccion: str) -> str:
    """Whom an address stands for, in as many letters as the tables keep."""
    return line_of(direccion)[:LARGO]
