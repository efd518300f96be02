"""What a page in the made-up language says that no gettext said."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tests.templates.words import READ

WORD = re.compile(r"[^\W\d_]{2,}")
# Dates, amounts, codes and documents: whatever has a figure in it. One payment's code in forty has none.
FIGURES = re.compile(r"\S*\d\S*|EC-\w{5}-\w{5}")
UNREAD = {"script", "style"}


def unmarked(page: Element) -> set[str]:
    """Each run of text, and each attribute that people read, with a word outside of ⟦…⟧."""
    text = "\n".join(_texts(page))
    attributes = (value for element in page.iter() for name, value in element.items() if name in READ)
    return {run for said in (text, *attributes) for run in _outside(said)}


def _texts(element: Element) -> Iterator[str]:
    if element.tag not in UNREAD:
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""


def _outside(text: str) -> Iterator[str]:
    depth, run = 0, ""
    for sign in [*text, "⟦"]:
        if sign == "⟦":
            yield from _with_words(run) if not depth else ()
            run = ""
        depth += {"⟦": 1, "⟧": -1}.get(sign, 0)
        run = "" if depth or sign in "⟦⟧" else run + sign
    assert depth == 1, "a mark is never closed"


def _with_words(run: str) -> Iterator[str]:
    for line in run.split("\n"):
        bare = " ".join(FIGURES.sub(" ", line).split())
        if WORD.search(bare):
            yield bare
