"""A terminal that cannot write every letter gets the nearest ones, never an error."""

import codecs
import io
import sys
import unicodedata

MANERA = "portal.parecidas"
SIGNOS = {
    "¡": "",
    "¿": "",
    "«": '"',
    "»": '"',
    "…": "...",
    "\N{EN DASH}": "-",
    "\N{EM DASH}": "-",
    "\N{NO-BREAK SPACE}": " ",
}


def _parecidas(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    letras = error.object[error.start : error.end]
    dichas = "".join(SIGNOS.get(letra, unicodedata.normalize("NFKD", letra)) for letra in letras)
    ascii_ = "".join(letra for letra in dichas if not unicodedata.combining(letra))
    return ascii_.encode("ascii", "replace"), error.end


def tolerar() -> None:
    """For this process's outputs, whatever the terminal's encoding is."""
    codecs.register_error(MANERA, _parecidas)
    for salida in (sys.stdout, sys.stderr):
        if isinstance(salida, io.TextIOWrapper):
            salida.reconfigure(errors=MANERA)
