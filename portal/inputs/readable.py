"""Text as it may come in a request: UTF-8, and without the signs that mislead a log or a screen."""

import re
from urllib.parse import unquote_to_bytes

# Controls, line separators and those that turn the direction of writing: no field of ours needs them, and a log or a
# screen would be misled. A text area brings tabs and line ends.
RENGLONES = "\t\r\n"
# What people are called is copied from chats and papers, with marks around it that turn the writing:
# portal/inputs/identity takes them off.
DE_QUIEN = frozenset({"documento", "usuario", "username", "buscar"})
MARCAS = "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
ENGANOSOS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")

# What a sentence, a chat or a parenthesis leaves behind an address that was written in it.
PUNTUACION = ".,;:!?…)]}>»\"'\u201d\u2019*"


def sin_puntuacion(codigo: str) -> str:
    """A code as it was made, where it came at the end of an address that somebody copied out of a text."""
    return codigo.rstrip(PUNTUACION)


def texto_limpio(crudo: bytes, permitidos: str = "") -> str | None:
    """The text, or None where it is no UTF-8 or holds what misleads."""
    try:
        texto = crudo.decode()
    except UnicodeDecodeError:
        return None
    return None if set(ENGANOSOS.findall(texto)) - set(permitidos) else texto


def pares(crudo: bytes, permitidos: str = "") -> list[tuple[str, str]] | None:
    """Names and values of a query or a form as they will be read, or None where one is no clean text."""
    leidos = []
    for par in crudo.split(b"&"):
        if not par:
            continue
        partes = par.replace(b"+", b" ").partition(b"=")
        nombre = texto_limpio(unquote_to_bytes(partes[0]), permitidos)
        valor = texto_limpio(unquote_to_bytes(partes[2]), permitidos + (MARCAS if nombre in DE_QUIEN else ""))
        if nombre is None or valor is None:
            return None
        leidos.append((nombre, valor))
    return leidos
