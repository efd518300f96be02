"""What one box may mean: part of a name or an address, a documento, a code, a receipt's number, an amount."""

import re
from collections.abc import Iterator

from msgspec import Struct

from portal.errors import DatoInvalido
from portal.inputs import characters, identity, words
from portal.structs.clientes import ImporteBuscado
from portal.texts.named import datos

MINIMO, MAXIMO = 3, 80
# Words of a name that are looked for together: more of them find nobody else.
PALABRAS = 4
# The ends of codes and of receipts have fewer letters in common with everything than their beginnings.
FINAL_MINIMO = 4
# Payments whose codes are looked into at once: no index finds the middle of a code, and each is read.
TRAMO = 20_000
DOCUMENTO = re.compile(rf"(?=.*[0-9])[0-9A-Z]{{{MINIMO},15}}(-[0-9]?)?")
CODIGO = re.compile(rf"[!-~]{{{MINIMO},20}}")
NUMERO = re.compile(r"[0-9]{1,15}")
CIFRAS = 8


class Buscado(Struct, frozen=True, kw_only=True):
    """What is looked for. palabras: beginnings of words of one person, the longest first. documento, codigo: the
    beginning, '' for none; codigo in lower case. numero: a receipt's, and `entre` those that begin as it was typed."""

    palabras: tuple[str, ...] = ()
    documento: str = ""
    codigo: str = ""
    numero: int | None = None
    entre: tuple[int, int] | None = None
    final: str = ""
    importes: tuple[ImporteBuscado, ...] = ()

    @property
    def parte(self) -> bool:
        """It is likely to be out of the middle of a code: a name would be found inside of codes that are not meant."""
        return any(letra.isdigit() for letra in self.codigo)


def leer(texto: str, importes: tuple[ImporteBuscado, ...] = ()) -> Buscado:
    """What those letters may mean. importes: the amounts that they may be. Raises DatoInvalido for what is too short or
    too long to be looked for."""
    dicho = _dicho(texto)
    numero = dicho if NUMERO.fullmatch(dicho) else ""
    documento = identity.documento(dicho)
    buscado = Buscado(
        palabras=_palabras(dicho),
        documento=documento if DOCUMENTO.fullmatch(documento) else "",
        codigo=_codigo(dicho),
        numero=int(numero) if numero else None,
        entre=_entre(numero),
        final=numero if FINAL_MINIMO <= len(numero) <= CIFRAS else "",
        importes=importes,
    )
    if buscado == Buscado():
        raise DatoInvalido("busqueda-corta", datos(minimo=MINIMO), "buscar")
    return buscado


def parte_de_codigo(texto: str) -> str:
    """Those letters, in lower case. Raises DatoInvalido where no code has them."""
    codigo = _codigo(_dicho(texto))
    if not codigo:
        raise DatoInvalido("busqueda-sin-codigo", datos(minimo=MINIMO), "buscar")
    return codigo


def terminados(final: str, ultimo: int, cuantos: int) -> Iterator[int]:
    """So many of the newest numbers up to `ultimo` whose last digits are those."""
    paso = 10 ** len(final)
    primero = int(final)
    hallado = ultimo - (ultimo - primero) % paso
    yield from range(hallado, max(0, hallado - paso * cuantos), -paso)


def _dicho(texto: str) -> str:
    dicho = characters.prose(texto)
    if len(dicho) > MAXIMO:
        raise DatoInvalido("busqueda-larga", datos(maximo=MAXIMO), "buscar")
    return dicho


def _codigo(dicho: str) -> str:
    return dicho.lower() if CODIGO.fullmatch(dicho) and "@" not in dicho else ""


def _palabras(dicho: str) -> tuple[str, ...]:
    """Of what has no letter none: nobody is called by a number."""
    if "@" in dicho:
        todas: tuple[str, ...] = (words.folded(dicho).replace(" ", "")[: words.LONGEST],)
    else:
        todas = words.of_name(dicho) if any(letra.isalpha() for letra in dicho) else ()
    largas = sorted(todas, key=len, reverse=True)[:PALABRAS]
    return tuple(largas) if largas and len(largas[0]) >= MINIMO else ()


def _entre(numero: str) -> tuple[int, int] | None:
    """A receipt's number is read with its zeros before it: those that begin so, where they tell that it is one."""
    if not numero.startswith("0") or len(numero) >= CIFRAS or not int(numero):
        return None
    faltan = 10 ** (CIFRAS - len(numero))
    return int(numero) * faltan, (int(numero) + 1) * faltan - 1
