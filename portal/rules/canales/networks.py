"""From which networks a channel may call."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_network

from portal.addresses import in_networks
from portal.errors import DatoInvalido, NoPermitido
from portal.texts.named import datos

CUANTAS = 20
LARGO = 1000


def exigir(redes: tuple[str, ...], direccion: str) -> None:
    """Raises NoPermitido for an address outside of all of them; no networks are any."""
    if redes and not in_networks(direccion, _leidas(redes)):
        raise NoPermitido("red-no-permitida")


def leer(escritas: str) -> tuple[str, ...]:
    """The networks of a text, apart by spaces, commas or lines, each once in its shortest form; an address is a network
    of one. Raises DatoInvalido for what is none, or for everybody."""
    redes = tuple(dict.fromkeys(_red(cada) for cada in escritas.replace(",", " ").split()))
    if len(redes) > CUANTAS or len(escribir(redes)) > LARGO:
        raise DatoInvalido("redes-de-mas", datos(maximo=CUANTAS), "redes")
    return redes


def escribir(redes: Iterable[str]) -> str:
    """As a table keeps them."""
    return " ".join(redes)


def _red(escrita: str) -> str:
    try:
        red = ip_network(escrita, strict=False)
    except ValueError:
        raise DatoInvalido("red-invalida", campo="redes") from None
    if red.prefixlen == 0:  # whoever means everybody leaves it empty
        raise DatoInvalido("red-invalida", campo="redes")
    return str(red)


@lru_cache(maxsize=256)
def _leidas(redes: tuple[str, ...]) -> Sequence[IPv4Network | IPv6Network]:
    return tuple(map(ip_network, redes))
