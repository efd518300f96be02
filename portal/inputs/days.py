"""A day as a browser's control for dates sends it, or as people write it; and two of them."""

import re
from datetime import date

from portal.errors import DatoInvalido

ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})", re.ASCII)
ESCRITO = re.compile(r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})", re.ASCII)
# Nobody paid through the portal before, nor will after; and every day between has its limits as instants.
ANIOS = range(2000, 2100)


def leer(texto: str, campo: str) -> date | None:
    """None for an empty one. Raises DatoInvalido for what is no day."""
    limpio = texto.strip()
    if not limpio:
        return None
    partes = ISO.fullmatch(limpio) or ESCRITO.fullmatch(limpio)
    if partes and int(partes["y"]) in ANIOS:
        try:
            return date(int(partes["y"]), int(partes["m"]), int(partes["d"]))
        except ValueError:
            pass
    raise DatoInvalido("dia-invalido", campo=campo)


def periodo(desde: str, hasta: str) -> tuple[date | None, date | None]:
    """The first and the last day. Raises DatoInvalido, also where they stand the wrong way round."""
    primero, ultimo = leer(desde, "desde"), leer(hasta, "hasta")
    if primero and ultimo and primero > ultimo:
        raise DatoInvalido("periodo-al-reves", campo="desde")
    return primero, ultimo
