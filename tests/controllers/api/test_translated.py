from collections.abc import Iterator
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from portal.controllers.api.translated import translated
from portal.texts.languages import SHIPPED
from tests.texts.pseudo import PSEUDO


def _said(document: object, name: str) -> Iterator[str]:
    match document:
        case dict():
            for inner, value in document.items():
                if inner == name and isinstance(value, str):
                    yield value
                elif inner != "value":
                    yield from _said(value, name)
        case list():
            for value in document:
                yield from _said(value, name)


@pytest.fixture
def asked(anonimo: TestClient[Litestar], monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, Any]]:
    """The document as each of two readers gets it."""
    monkeypatch.setitem(SHIPPED, "qps", PSEUDO)
    return {
        language: anonimo.get("/openapi.json", headers={"accept-language": language}).json()
        for language in ("es", "qps")
    }


@pytest.mark.parametrize("name", ["summary", "description"])
def test_what_describes_it_is_in_the_reader_s_language(asked: dict[str, dict[str, Any]], name: str) -> None:
    source, marked = (list(_said(asked[language], name)) for language in ("es", "qps"))
    assert len(source) > 10
    assert marked == [f"⟦{sentence}⟧" for sentence in source]


def test_examples_and_names_are_the_same_for_everybody(asked: dict[str, dict[str, Any]]) -> None:
    assert asked["es"]["paths"].keys() == asked["qps"]["paths"].keys()
    examples = [
        answer["content"]["application/json"]["examples"]
        for answer in (asked[language]["paths"]["/pago"]["post"]["responses"]["200"] for language in ("es", "qps"))
    ]
    values = [[each["value"] for each in sample.values()] for sample in examples]
    assert values[0] == values[1] != []


def test_who_reads_spanish_gets_the_document_itself() -> None:
    document = {"info": {"description": "Qué es"}}
    assert translated(document) is document
