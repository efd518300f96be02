"""Which passwords may be chosen: long enough, and none that is guessed among the first (NIST SP 800-63B, ASVS 5.0).

Nothing is asked of what they are made of: no capitals, no figures, no signs.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import pairwise

from portal.errors import DatoInvalido
from portal.inputs.password import LARGO_MAXIMO
from portal.structs.usuarios import Rol
from portal.texts.named import datos

MINIMO = 8
# Where nothing stands beside it, of whoever can do more than look after their own.
MINIMO_SOLA = 15
# What is left of it without the words that anybody knows of that person.
RESTO_MINIMO = 5
# A shorter word is in too many others.
PALABRA_MINIMA = 3
LISTAS = ("common_passwords.txt", "common_passwords_es.txt")
# The portal's own name.
DEL_PORTAL = ("espacio", "clientes", "espacioclientes")


def minimo(rol: Rol, *, con_factor: bool) -> int:
    """How many code points such a person's password has at least. con_factor: a second factor stands beside it."""
    return MINIMO if con_factor or rol is Rol.CLIENTE else MINIMO_SOLA


def exigir(
    clave: str, rol: Rol, *, con_factor: bool = False, propias: Iterable[str | None] = (), campo: str = "nueva"
) -> None:
    """Raises DatoInvalido, on `campo`, for one that is too short, too long, common, or made of what is known of whoever
    chooses it. clave: in its normal form; propias: the person's documento, name, address, and the company's name."""
    cortas = minimo(rol, con_factor=con_factor)
    if not cortas <= len(clave) <= LARGO_MAXIMO:
        raise DatoInvalido("clave-corta", datos(minimo=cortas, maximo=LARGO_MAXIMO), campo)
    if _es_comun(clave):
        raise DatoInvalido("clave-comun", campo=campo)
    if _es_propia(clave, filter(None, propias)):
        raise DatoInvalido("clave-propia", campo=campo)


@cache
def comunes() -> frozenset[str]:
    """The passwords that everybody tries first, in lower case: of eight letters or more those that were leaked most
    (common_passwords_license.txt says where they are from), and words of here that such lists, in English, lack."""
    return frozenset(una for lista in LISTAS for una in files(__package__).joinpath(lista).read_text("utf-8").split())


def _es_comun(clave: str) -> bool:
    """Whether it is one of them, one of them with figures and signs around, or one thing over and over."""
    llana = _llana(clave)
    una = _periodo(llana)
    sin_bordes = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", llana)
    return (
        len(una) < min(MINIMO, len(llana))
        or _es_corrida(llana)
        or not {clave.casefold(), llana, una, sin_bordes, _periodo(sin_bordes)}.isdisjoint(comunes())
    )


def _es_propia(clave: str, propias: Iterable[str]) -> bool:
    """Whether little is left of it without those words, whole or in parts."""
    palabras = {_letras(_llana(parte)) for propia in propias for parte in (propia, *re.split(r"[\s@.,-]+", propia))}
    resto = _letras(_llana(clave))
    entera = len(resto)
    for palabra in sorted(palabras | set(DEL_PORTAL), key=len, reverse=True):
        if len(palabra) >= PALABRA_MINIMA:
            resto = resto.replace(palabra, "")
    return len(resto) < min(RESTO_MINIMO, entera)


def _llana(texto: str) -> str:
    """In lower case and without accents."""
    letras = unicodedata.normalize("NFKD", texto.casefold())
    return "".join(letra for letra in letras if not unicodedata.combining(letra))


def _letras(texto: str) -> str:
    return re.sub(r"[\W_]+", "", texto)


def _periodo(texto: str) -> str:
    """The shortest beginning that, over and over, is the whole of it: 'abcabcabca' is 'abc'."""
    for largo in range(1, len(texto) // 2 + 1):
        if texto == (texto[:largo] * len(texto))[: len(texto)]:
            return texto[:largo]
    return texto


def _es_corrida(texto: str) -> bool:
    """Each sign the one after, or before, the one that it follows: 'abcdefghijklmno', '9876543210'."""
    pasos = {ord(otra) - ord(una) for una, otra in pairwise(texto)}
    return len(pasos) == 1 and abs(next(iter(pasos))) <= 1
