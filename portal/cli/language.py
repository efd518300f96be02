"""The language of the command line: the machine's, where the portal has it."""

import os
from collections.abc import Mapping

import click

from portal.texts.languages import SHIPPED, negotiate

# As gettext looks for it: the first that says anything.
WHERE = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def asked(environment: Mapping[str, str]) -> str:
    """Names of languages, the best liked first: `es_PY.UTF-8` is es-PY."""
    said = next(filter(None, map(environment.get, WHERE)), "") or ""
    return ",".join(name.partition(".")[0].partition("@")[0].replace("_", "-") for name in said.split(":"))


TRANSLATIONS = SHIPPED[negotiate(asked(os.environ))]


def told(text: str, **data: object) -> str:
    """A text of texts/es with its data."""
    return TRANSLATIONS.gettext(text) % data


def told_of(forms: tuple[str, str], cuantas: int) -> str:
    """What is said of so many."""
    return TRANSLATIONS.ngettext(*forms, cuantas) % {"cuantas": cuantas}


def tell(text: str, *, err: bool = False, **data: object) -> None:
    """Prints it on a line."""
    click.echo(told(text, **data), err=err)
