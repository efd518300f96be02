"""Languages: Spanish is the source and needs no file; each other is a `.po` beside this module."""

from collections import UserDict
from collections.abc import Collection
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import IO

from babel import Locale, UnknownLocaleError
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE = "es"
SPANISH = NullTranslations()
UNOPENED = NullTranslations()
FOLDER = Path(__file__).parent
# No reader asks for more; who sends more is no reader.
ASKED = 10
# Nobody who speaks it has read it yet: it is offered where a company asks for it by name (docs/decisions/pages.md).
UNREAD = frozenset({"gn"})


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
    """Whose names of days and months it has. Spanish is no country's: that of Paraguay writes "28 nov." with a full
    stop."""
    return t.info().get("language", SOURCE)


def numbers(t: NullTranslations) -> str:
    """Whose numbers it writes: Babel knows none of Guaraní, and Paraguay writes them one way in both its languages."""
    return {"gn": SOURCE}.get(locale(t), locale(t))


class Shipped(UserDict[str, NullTranslations]):
    """By the name that browsers ask by. A file takes a tenth of a second, and a command speaks one language: each is
    read when it is first spoken, and by a server at its start."""

    def __init__(self) -> None:
        super().__init__({SOURCE: SPANISH, **{file.stem: UNOPENED for file in sorted(FOLDER.glob("*.po"))}})

    def __getitem__(self, name: str) -> NullTranslations:
        if self.data[name] is UNOPENED:
            with (FOLDER / f"{name}.po").open("rb") as po:
                self.data[name] = read(po)
        return self.data[name]


SHIPPED = Shipped()


def offered(wanted: Collection[str] = ()) -> list[str]:
    """Names of those that people are offered: Spanish, and the wanted ones; where nobody says, all that were read by
    who speaks them."""
    return [name for name in SHIPPED if name == SOURCE or (name in wanted if wanted else name not in UNREAD)]


def own_name(name: str) -> str:
    """What a language calls itself."""
    try:
        called = Locale.parse(name, sep="-")
    except UnknownLocaleError:
        return name
    own = str(called.languages[called.language])
    return own[0].upper() + own[1:]


def negotiate(accept_language: str, among: Collection[str] | None = None) -> str:
    """The name of the one that a reader likes best of those there are; Spanish for whoever asks for none of them. Who
    asks for a country's gets the same language of another."""
    there = {name.casefold(): name for name in (offered() if among is None else among)}
    alike = {name.partition("-")[0]: whole for name, whole in there.items()}
    asked = sorted(map(_weighed, accept_language.split(",")[:ASKED]), key=lambda each: -each[0])
    for name in (name.casefold() for weight, name in asked if weight > 0):
        if found := there.get(name) or alike.get(name.partition("-")[0]):
            return found
    return SOURCE


def _weighed(asked: str) -> tuple[float, str]:
    name, _, weight = asked.partition(";")
    try:
        return float(weight.strip().removeprefix("q=") or 1), name.strip()
    except ValueError:
        return 0, name.strip()
