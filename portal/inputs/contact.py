"""How a person is reached, as people type it."""

import re

from portal.errors import DatoInvalido
from portal.inputs.identity import visible

# Narrower than the standard, and what every server takes: quoted names and letters beyond ASCII are refused by many.
CORREO = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]"
)
LARGO_CORREO, LARGO_NOMBRE = 254, 64
TELEFONO = re.compile(r"\+?[0-9() /.-]*")
DIGITOS = range(6, 16)
LARGO_TELEFONO = 30


def correo(texto: str) -> str:
    """An e-mail address in lower case: all mail servers that matter read it so. Raises DatoInvalido."""
    limpio = visible(texto).strip().lower()
    if len(limpio) > LARGO_CORREO or not CORREO.fullmatch(limpio) or limpio.index("@") > LARGO_NOMBRE:
        raise DatoInvalido("correo-invalido", campo="correo")
    return limpio


def telefono(texto: str) -> str | None:
    """A phone's number as its owner writes it, or None where there is none. Raises DatoInvalido."""
    limpio = " ".join(visible(texto).split())
    if not limpio:
        return None
    digitos = sum(letra.isdigit() for letra in limpio)
    if len(limpio) > LARGO_TELEFONO or not TELEFONO.fullmatch(limpio) or digitos not in DIGITOS:
        raise DatoInvalido("telefono-invalido", campo="telefono")
    return limpio
