"""Languages: Spanish is the source and needs no file; each other is a `.po` beside this module, read at start."""

from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import IO

from babel.core import negotiate_locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE = "es"
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


def locale(t: NullTranslations) -> str:
    """Whose names of days and months it has."""
    return t.info().get("language", SOURCE)


def _shipped() -> dict[str, NullTranslations]:
    languages: dict[str, NullTranslations] = {SOURCE: SPANISH}
    for file in sorted(FOLDER.glob("*.po")):
        with file.open("rb") as po:
            languages[file.stem.replace("_", "-")] = read(po)
    return languages


# By the name that browsers ask by.
SHIPPED = _shipped()


def negotiate(accept_language: str) -> str:
    """The name of the one that a reader likes best of those there are; Spanish for whoever asks for none of them."""
    asked = sorted(map(_weighed, accept_language.split(",")[:ASKED]), key=lambda each: -each[0])
    chosen = negotiate_locale([name for weight, name in asked if weight > 0], SHIPPED, sep="-") or SOURCE
    # It comes as the reader spelled it, and case means nothing.
    return next(name for name in SHIPPED if name.casefold() == chosen.casefold())


def _weighed(asked: str) -> tuple[float, str]:
    name, _, weight = asked.partition(";")
    try:
        return float(weight.strip().removeprefix("q=") or 1), name.strip()
    except ValueError:
        return 0, name.strip()
