"""Each language that ships says the same as the Spanish: with its data, its links and its marks."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from portal.texts.languages import FOLDER, SHIPPED, UNREAD, own_name
from portal.web.words import filters

FILES = sorted(FOLDER.glob("*.po"))
OFFERED = [file for file in FILES if file.stem not in UNREAD]
DATUM = re.compile(r"%\(\w+\)s|%%")
# Labels, marks, code and addresses that a translator must leave as they are.
MARK = re.compile(r"<[^>]*>|`[^`]*`|https?://[^\s,]+|\b[A-Z]+_[A-Z_]+\b")


def catalogue(file: Path) -> Catalog:
    with file.open("rb") as po:
        return read_po(po, locale=file.stem.replace("-", "_"))


def said(message: Message) -> list[tuple[str, str]]:
    """Each form of it in Spanish, with that in the other language where there is one."""
    spanish, other = (
        part if isinstance(part, tuple | list) else (part,) for part in (message.id, message.string or "")
    )
    return [(spanish[min(form, len(spanish) - 1)], text) for form, text in enumerate(other) if text]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_sentence_keeps_its_data_and_its_marks(file: Path) -> None:
    for spanish, other in (each for message in catalogue(file) if message.id for each in said(message)):
        for kept in (DATUM, MARK):
            assert sorted(kept.findall(spanish)) == sorted(kept.findall(other)), other
        assert "%" not in DATUM.sub("", other), other
        assert spanish[-1:].isspace() == other[-1:].isspace(), other


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_sentence_ends_as_a_sentence_and_a_label_as_a_label(file: Path) -> None:
    for spanish, other in (each for message in catalogue(file) if message.id for each in said(message)):
        assert spanish.endswith((".", "?", ":")) <= other.endswith((".", "?", ":")), other


def ids(catalogue: Catalog) -> set[object]:
    return {message.id for message in catalogue if message.id}


@pytest.mark.parametrize("file", OFFERED, ids=lambda file: file.stem)
def test_a_language_that_is_offered_says_everything_and_nothing_else(template: Path, file: Path) -> None:
    with template.open("rb") as pot:
        asked = ids(read_po(pot))
    translated = catalogue(file)
    assert ids(translated) == asked, "bin/messages"
    empty = [
        message.id for message in translated if message.id and (message.fuzzy or len(said(message)) < _forms(message))
    ]
    assert empty == []


def _forms(message: Message) -> int:
    return len(message.id) if isinstance(message.id, tuple | list) else 1


def test_one_that_is_prepared_says_what_is_asked(template: Path) -> None:
    with template.open("rb") as pot:
        asked = ids(read_po(pot))
    for file in FILES:
        assert ids(catalogue(file)) <= asked, file.name


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_is_named_as_its_language(file: Path) -> None:
    assert str(catalogue(file).locale) == file.stem.replace("-", "_")
    assert own_name(file.stem) != file.stem
    assert SHIPPED[file.stem].info()["language"] == file.stem.replace("-", "_")


def test_what_was_kept_in_spanish_is_said_in_the_reader_s_language_where_it_is_a_whole_sentence() -> None:
    kept = filters(SHIPPED["en"])["guardado"]
    assert kept("Dejaste este pago sin terminar.") == "You left this payment unfinished."
    assert (kept("El cliente trajo el ticket 12."), kept("")) == ("El cliente trajo el ticket 12.", "")


def test_an_amount_and_a_day_are_written_as_in_each_language() -> None:
    written = {
        name: (
            filters(SHIPPED[name])["dinero"](Decimal("1234567.5"), 2),
            filters(SHIPPED[name])["fecha"](date(2026, 11, 3)),
        )
        for name in ("es", "en", "pt-BR", "gn")
    }
    paraguay = ("USD\u00a01.234.567,50", "03/11/2026")
    assert written == dict.fromkeys(written, paraguay) | {"en": ("USD\u00a01,234,567.50", "3 Nov 2026")}
