"""Registered prefixes of codes of transaction: nobody else can use, or learn about, codes that begin with one (DOMAIN:
codes of transaction)."""

import re
from collections.abc import Iterable

from portal.errors import DatoInvalido
from portal.texts.named import datos

FORMA = re.compile(r"[A-Z0-9][A-Z0-9.-]{1,9}", re.ASCII)
# The portal's own codes begin so.
DEL_PORTAL = "EC-"


def leer(escrito: str) -> str:
    """A prefix as it is registered: 2 to 10 capitals, figures, points and hyphens; "" for none. Raises DatoInvalido."""
    prefijo = escrito.strip().upper()
    if prefijo and not FORMA.fullmatch(prefijo):
        raise DatoInvalido("prefijo-invalido", campo="prefijo")
    return prefijo


def exigir_libre(prefijo: str, ajenos: Iterable[str]) -> None:
    """Raises DatoInvalido where codes could begin with it and with another's, or with the portal's own."""
    for otro in (DEL_PORTAL, *ajenos):
        if otro.startswith(prefijo) or prefijo.startswith(otro):
            raise DatoInvalido("prefijo-ocupado", datos(otro=otro), "prefijo")


def tramos(cod_transaccion: str) -> tuple[str, ...]:
    """Every prefix that a code could be of, shortest first. Letters of either case are the same, as to a person."""
    letras = cod_transaccion.upper()
    return tuple(letras[:largo] for largo in range(2, 11))
