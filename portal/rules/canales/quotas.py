"""How much a channel may ask for, in windows of the clock that every instance shares."""

import math
from datetime import UTC, datetime, timedelta

from portal.errors import DatoInvalido
from portal.structs.canales import Consumo, Licencia, Quota
from portal.texts.named import datos

VENTANAS = {Quota.PEDIDOS: timedelta(minutes=1), Quota.DOCUMENTOS: timedelta(hours=1)}
# Requests are counted by the handful: a count for each would cost as much as the request.
PUNADOS = 20
MAYOR = 1_000_000


def tope(licencia: Licencia, quota: Quota, del_portal: int) -> int:
    """The channel's own quota, or the portal's."""
    propio = licencia.por_minuto if quota is Quota.PEDIDOS else licencia.por_hora
    return del_portal if propio is None else propio


def ventana(quota: Quota, ahora: datetime) -> datetime:
    """When the window began in which that moment is."""
    segundos = int(VENTANAS[quota].total_seconds())
    return datetime.fromtimestamp(int(ahora.timestamp()) // segundos * segundos, UTC)


def punado(tope: int) -> int:
    """How many requests an instance takes from the count at a time: a twentieth of the quota, and one at least."""
    return max(1, tope // PUNADOS)


def consumo(quota: Quota, tope: int, quedan: int, ahora: datetime) -> Consumo:
    """How a quota stands; `quedan` is what is left of it in the window of that moment."""
    largo = VENTANAS[quota]
    return Consumo(
        quota=quota,
        tope=tope,
        quedan=max(0, quedan),
        segundos=int(largo.total_seconds()),
        falta=math.ceil((ventana(quota, ahora) + largo - ahora).total_seconds()),
    )


def leer(escrito: str, campo: str) -> int | None:
    """A quota that a person typed; None for an empty box, which is the portal's. Raises DatoInvalido."""
    limpio = escrito.strip()
    if not limpio:
        return None
    if not (limpio.isascii() and limpio.isdigit() and len(limpio) <= len(str(MAYOR)) and 1 <= int(limpio) <= MAYOR):
        raise DatoInvalido("quota-invalida", datos(maximo=MAYOR), campo)
    return int(limpio)
