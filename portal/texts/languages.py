"""Languages: Spanish is the source and needs no file; each other is a `.po` beside this module, read at start."""

from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import IO

from babel.core import negotiate_locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SPANISH = NullTranslations()
FOLDER = Path(__file__).parent
# No reader asks for more; who sends more is no reader.
ASKED = 10


def read(po: IO[bytes]) -> NullTranslations:
    """A language's file. What it leaves untranslated is said in Spanish."""
    catalogue = read_po(po)
    for message in list(catalogue):
        forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and not all(forms):
            catalogue.delete(message.id, message.context)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


def _shipped() -> dict[str, NullTranslations]:
    languages: dict[str, NullTranslations] = {"es": SPANISH}
    for file in sorted(FOLDER.glob("*.po")):
        with file.open("rb") as po:
            languages[file.stem] = read(po)
    return languages


# By the name that browsers ask by.
SHIPPED = _shipped()


def choose(accept_language: str) -> NullTranslations:
    """The language that a reader likes best of those there are; Spanish for whoever asks for none of them."""
    asked = sorted(map(_weighed, accept_language.split(",")[:ASKED]), key=lambda each: -each[0])
    chosen = negotiate_locale([name for weight, name in asked if weight > 0], SHIPPED, sep="-")
    return SHIPPED.get(chosen or "es", SPANISH)


def _weighed(asked: str) -> tuple[float, str]:
    name, _, weight = asked.partition(";")
    try:
        return float(weight.strip().removeprefix("q=") or 1), name.strip()
    except ValueError:
        return 0, name.strip()
