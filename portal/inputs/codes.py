"""Codes that people and programs send, by the one rule of portal/inputs/characters.py."""

from collections.abc import Collection

from portal.errors import DatoInvalido
from portal.inputs import characters
from portal.texts.named import datos


def codigo_propio(escrito: str, conocidos: Collection[str], campo: str) -> str:
    """The known code that was meant: as it was written, or without what nobody sees around it and with plain spaces.

    Raises DatoInvalido that names an unseen sign inside it: it would pass for another. One that the ERP itself has so
    is known as it is.
    """
    if escrito in conocidos:
        return escrito
    limpio, oculto = characters.code(escrito)
    if oculto is not None:
        raise DatoInvalido("signo-invisible", datos(campo=campo, signo=characters.name(oculto)), campo)
    return limpio


def codigo_buscado(escrito: str) -> str:
    """What somebody looks for, pasted from anywhere: without the signs that nobody sees."""
    return characters.prose(escrito)
