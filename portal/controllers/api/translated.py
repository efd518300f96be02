"""The API's document in the language of whoever reads it."""

from gettext import NullTranslations
from typing import Any

from portal.texts.languages import SPANISH
from portal.web.language import translations

SPOKEN = ("summary", "description")
# An example's: a company's own words, in any language.
AS_IT_IS = "value"


def translated(document: dict[str, Any]) -> dict[str, Any]:
    """A copy with its descriptions in the reader's language; itself for who reads Spanish."""
    t = translations()
    return document if t is SPANISH else {name: _member(name, value, t) for name, value in document.items()}


def _member(name: str, value: object, t: NullTranslations) -> object:
    match value:
        case str() if name in SPOKEN:
            return t.gettext(value)
        case dict() if name != AS_IT_IS:
            return {inner: _member(inner, each, t) for inner, each in value.items()}
        case list():
            return [_member(name, each, t) for each in value]
        case _:
            return value
