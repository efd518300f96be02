"""How people write who they are: documentos and user names, in one form at every door."""

import re
import unicodedata

from portal.inputs import characters

# A RUC keeps its hyphen; foreign documents may have letters.
FORMA = re.compile(r"[0-9A-Z]{6,15}(-[0-9])?")
LARGO_DOCUMENTO = 15
# A cédula or a RUC, of any length: nobody is called by a number and dots.
NUMERO = re.compile(r"[0-9]+(-[0-9])?")
# With fewer digits it is a name that happens to have some.
DIGITOS_DE_DOCUMENTO = 5
# Signs that look like a hyphen and are no punctuation: minus, bullet, modifier and superscript minus.
RAYAS = frozenset("\u2212\u2043\u02d7\u207b\u208b")


def visible(texto: str) -> str:
    """Without the marks that a copied number brings and nobody sees, with one kind of hyphen and of digit. Controls
    stay, for whoever reads it to judge."""
    sin_marcas = "".join(
        letra for letra in texto if unicodedata.category(letra) == "Cc" or not characters.unseen(letra)
    )
    return "".join(_comun(letra) for letra in unicodedata.normalize("NFKC", sin_marcas))


def documento(texto: str) -> str:
    """Without dots and spaces too, in capitals: '80.140.360 - 0' is '80140360-0'. It may be none: es_documento."""
    return re.sub(r"[.\s]", "", visible(texto)).upper()


def es_documento(normal: str) -> bool:
    """Whether what `documento` gave has the form of one."""
    return FORMA.fullmatch(normal) is not None and len(normal) <= LARGO_DOCUMENTO


def usuario(texto: str) -> str:
    """The name under which a user is kept: documentos as `documento` has them, other names in any case."""
    normal = documento(texto)
    digitos = sum(letra.isdecimal() for letra in normal)
    if NUMERO.fullmatch(normal) or (es_documento(normal) and digitos >= DIGITOS_DE_DOCUMENTO):
        return normal.casefold()
    return visible(texto).strip().casefold()


def usuario_de_antes(texto: str) -> str:
    """The name that the same letters gave until 1.0: who was made then with dots before a hyphen is kept so."""
    limpio = unicodedata.normalize("NFKC", texto).strip()
    sin_puntos = re.sub(r"[.\s]", "", limpio)
    return sin_puntos if sin_puntos.isdecimal() else limpio.casefold()


def _comun(letra: str) -> str:
    if unicodedata.category(letra) == "Pd" or letra in RAYAS:
        return "-"
    return str(unicodedata.decimal(letra)) if letra.isdecimal() else letra
