import re
from collections.abc import Iterator
from importlib import import_module
from io import BytesIO
from pathlib import Path
from pkgutil import iter_modules

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from portal.texts import es, statuses
from portal.texts.catalogue import CATALOGUE, say
from portal.texts.languages import SHIPPED, SPANISH, negotiate, read
from portal.texts.named import datos
from tests.texts.pseudo import PSEUDO


def extracted(template: Path) -> Catalog:
    with template.open("rb") as pot:
        return read_po(pot, locale="en")


def _texts() -> Iterator[str]:
    for each in CATALOGUE.values():
        yield from filter(None, (each.one, each.many))
    yield from (*statuses.TITLES.values(), *statuses.SENTENCES.values(), statuses.UNKNOWN)
    for module in iter_modules(es.__path__):
        if module.name != "api_examples":
            constants = vars(import_module(f"{es.__name__}.{module.name}"))
            yield from _labels([constant for name, constant in constants.items() if name.isupper()])


def _labels(constant: object) -> Iterator[str]:
    """The texts of a constant: itself, or those of a list or a table."""
    match constant:
        case str():
            yield constant
        case dict():
            yield from _labels(tuple(constant.values()))
        case tuple() | list():
            for each in constant:
                yield from _labels(each)


def test_what_begins_a_language_has_every_sentence(template: Path) -> None:
    ids = {form for message in extracted(template) if message.id for form in _labels(message.id)}
    assert set(_texts()) - ids == set()


def _po(catalogue: Catalog, forms: tuple[str, str], translated: tuple[str, str]) -> BytesIO:
    catalogue[forms].string = translated
    assert not [error for message in catalogue if message.string for error in message.check(catalogue)]
    po = BytesIO()
    write_po(po, catalogue)
    po.seek(0)
    return po


def test_a_language_is_a_file_and_what_it_leaves_out_is_said_in_spanish(template: Path) -> None:
    settle = ("There is %(cuantos)s payment to settle first.", "There are %(cuantos)s payments to settle first.")
    said = CATALOGUE["dia-con-dudas", ""]
    english = read(_po(extracted(template), (said.one, said.many), settle))
    assert say("dia-con-dudas", datos(cuantos=1), english) == "There is 1 payment to settle first."
    assert say("dia-con-dudas", datos(cuantos=3), english) == "There are 3 payments to settle first."
    assert say("dia-sin-terminar", (), english) == "El día todavía no terminó: se cierra desde mañana."
    assert say("deuda-no-disponible", datos(codigos=("X", "Y")), english).startswith("Los movimientos X y Y")


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("", "es"),
        ("en-US,en;q=0.9,es;q=0.8", "en"),
        ("es-PY,es;q=0.9,en;q=0.1", "es"),
        ("fr,en;q=0", "es"),
        ("de;q=x,en;q=0.2", "en"),
        ("EN", "en"),
        ("pt-br", "pt-BR"),
        ("pt-PT,pt;q=0.9,en;q=0.5", "pt-BR"),
        ("gn,en;q=0.5", "en"),
        ("*", "es"),
        (";;,,q=1;" * 50, "es"),
        (",".join(["fr"] * 10 + ["en"]), "es"),
    ],
)
def test_a_reader_is_told_in_the_language_liked_best(asked: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SHIPPED, "en", PSEUDO)
    monkeypatch.setitem(SHIPPED, "pt-BR", PSEUDO)
    monkeypatch.setitem(SHIPPED, "gn", PSEUDO)
    assert negotiate(asked) == name


def test_shipped_languages_are_whole() -> None:
    assert SHIPPED["es"] is SPANISH
    assert all(re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", name) for name in SHIPPED)
