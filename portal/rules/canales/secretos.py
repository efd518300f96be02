"""The form of a channel's secret: 256 bits by chance, after a word that a search finds wherever it was left, and before
a checksum by which a wrong one is told without asking anybody."""

import hmac
import secrets
from hashlib import sha256
from zlib import crc32

ALFABETO = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
MARCA = "espcli_"
BITS = 256
# 62 letters: 43 of them hold 256 bits, and 6 hold the 32 of the checksum.
LARGO = 43
CONTROL = 6
PISTA = 4
# Two, so that a program changes from one to the other without a stop.
VIVOS = 2


def nuevo() -> str:
    """A secret that nobody has yet."""
    azar = _en_letras(secrets.randbits(BITS), LARGO)
    return MARCA + azar + _control(azar)


def bien_formado(secreto: str) -> bool:
    """Whether it may be one of ours: a typing error, another party's secret, or half of one is not."""
    resto = secreto.removeprefix(MARCA)
    return (
        secreto.startswith(MARCA)
        and len(resto) == LARGO + CONTROL
        and resto.isascii()
        and resto[LARGO:] == _control(resto[:LARGO])
    )


def huella(secreto: str) -> str:
    """SHA-256 in hexadecimal: as good as a slow hash where there is nothing to guess."""
    return sha256(secreto.encode()).hexdigest()


def coincide(una: str, otra: str) -> bool:
    """Whether two hashes are the same, in a time that does not tell how much of them is."""
    return hmac.compare_digest(una, otra)


def _control(azar: str) -> str:
    return _en_letras(crc32(f"{MARCA}{azar}".encode()), CONTROL)


def _en_letras(numero: int, largo: int) -> str:
    letras = []
    for _ in range(largo):
        numero, resto = divmod(numero, len(ALFABETO))
        letras.append(ALFABETO[resto])
    return "".join(reversed(letras))
