"""What gettext says in a template: the sentence is HTML of ours, and its data are escaped.

As Jinja's own newstyle callables, in a quarter of their time: a sentence without data is made once a language.
"""

from functools import cache
from gettext import NullTranslations

from markupsafe import Markup, escape

from portal.web.language import translations


def gettext(message: str, /, **data: object) -> Markup:
    """The sentence with its data, in the language of the request."""
    if not data:
        return _alone(translations(), message)
    return _with(translations().gettext(message), data)


def ngettext(one: str, many: str, number: int, /, **data: object) -> Markup:
    """The one for so many; `num` is the number."""
    return _with(translations().ngettext(one, many, number), {"num": number, **data})


@cache
def _alone(t: NullTranslations, message: str) -> Markup:
    return _with(t.gettext(message), {})


def _with(text: str, data: dict[str, object]) -> Markup:
    return Markup(text % {name: escape(value) for name, value in data.items()})  # noqa: S704 - escaped where it is data
