"""The words by which a person is looked for: what they are called and where mail reaches them, whatever the accents."""

import re
import unicodedata

WORD = re.compile(r"[^\W_]+")
# What a column has room for, of each; and how many there are of one person.
LONGEST, MOST = 60, 30


def folded(text: str) -> str:
    """In lower case and without accents: `Ñandutí` is `nanduti`."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def of_name(text: str) -> tuple[str, ...]:
    """Each word of a name, folded, once."""
    return tuple(dict.fromkeys(word[:LONGEST] for word in WORD.findall(folded(text))))[:MOST]


def of_mail(address: str) -> tuple[str, ...]:
    """The whole address, the parts of what is before its @, and the rest with the @; nothing of what is none."""
    whole = folded(address).strip()
    name, at, domain = whole.partition("@")
    return tuple(dict.fromkeys((whole[:LONGEST], *of_name(name), f"{at}{domain}"[:LONGEST]))) if at and name else ()


def of_person(name: str, address: str = "") -> tuple[str, ...]:
    """All of them, each once."""
    return tuple(dict.fromkeys((*of_name(name), *of_mail(address))))


def after(beginning: str) -> str:
    """The first text that comes after all those which begin so, in the order of letters' numbers."""
    return beginning[:-1] + chr(ord(beginning[-1]) + 1)
