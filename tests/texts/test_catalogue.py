import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.texts.catalogue import CATALOGUE, gather, say
from portal.texts.es.sentence import Sentence, sentence
from portal.texts.named import CodigoNombrado, Saying, datos
from tests.texts.pseudo import PSEUDO
from tests.texts.raised import Said, places

PLACES = places()
OF_DATA = [each for each in PLACES if not each.explicit and each.data is not None]
TESTS = Path(__file__).parent.parent

# A test that has so many words of a sentence in a row meets it as well as one that names its code.
WORDS = 3


def _asked(text: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)s", text))


def test_each_sentence_is_said_somewhere_and_each_code_said_has_its_sentence() -> None:
    assert {each.code for each in OF_DATA} == {code for code, _ in CATALOGUE}


@pytest.mark.parametrize("said", OF_DATA, ids=lambda said: f"{said.module}:{said.line}")
def test_each_place_gives_its_sentence_the_data_that_it_asks_for(said: Said) -> None:
    cases = said.cases or {case for code, case in CATALOGUE if code == said.code and case}
    assert cases
    for case in cases:
        one = CATALOGUE[said.code, case]
        asked = _asked(one.one) | _asked(one.many) | ({one.by} - {""})
        if said.cases is None:  # it chooses among all of its code's, and one of another place may ask for more
            assert asked <= set(said.data or ())
        else:
            assert asked == said.data


def test_each_case_of_a_constant_is_chosen_somewhere() -> None:
    by_variable = {each.code for each in OF_DATA if each.cases is None}
    chosen = {(each.code, case) for each in OF_DATA for case in each.cases or ()}
    assert {key for key in CATALOGUE if key[0] not in by_variable} <= chosen


def test_no_room_has_sentences_of_its_own() -> None:
    assert [f"{each.module}:{each.line}" for each in PLACES if each.explicit] == []


@pytest.mark.parametrize("each", CATALOGUE.values(), ids=lambda each: f"{each.code} {each.case}".strip())
def test_a_sentence_is_a_whole_one_whose_signs_are_safe(each: Sentence) -> None:
    for text in filter(None, (each.one, each.many)):
        assert text.endswith((".", "?")) == each.whole
        assert "%" not in re.sub(r"%\(\w+\)s|%%", "", text)
        assert "{" not in text
    assert _asked(each.one) == _asked(each.many or each.one)


def _rows_of_words(each: Sentence) -> Iterator[str]:
    for text in (each.one, each.many):
        for piece in re.split(r"%\(\w+\)s", text):
            words = piece.split()
            yield from (" ".join(words[place : place + WORDS]) for place in range(len(words) - WORDS + 1))


def test_every_code_is_met_by_a_test_that_names_it_or_has_its_words() -> None:
    tests = "".join(path.read_text("utf-8") for path in TESTS.rglob("*.py") if path != Path(__file__))
    met = {code for code, _ in CATALOGUE if f'"{code}"' in tests}
    met |= {each.code for each in CATALOGUE.values() if any(row in tests for row in _rows_of_words(each))}
    assert {code for code, _ in CATALOGUE} - met == set()


def test_a_code_has_one_sentence_a_case() -> None:
    with pytest.raises(ValueError, match="dos-veces"):
        gather((sentence("dos-veces", "Una."), sentence("dos-veces", "Otra.")))


def test_a_code_may_be_said_inside_anothers_sentence() -> None:
    ended = Saying("estado-titulo", datos(caso="VENCIDO"))
    said = say("estado-no-permite", datos(caso="sin-pago", a=ended), PSEUDO)
    assert said == "⟦Este pago no existe y no puede pasar a «⟦Se venció el tiempo para pagar⟧».⟧"


@pytest.mark.parametrize("hostile", ["100 % {0} %(codigo)s", "%s", "{codigo}", "%"])
def test_what_data_bring_is_never_read_as_a_template(hostile: str) -> None:
    said = say("deuda-no-disponible", datos(codigos=(hostile,)))
    assert said == f"El movimiento {hostile} ya no está pendiente: sacalo del carrito."
    assert f"«{hostile}»" in say("hay-pago-posterior", datos(pagos=(CodigoNombrado(hostile),)))


def test_a_code_that_nobody_wrote_down_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("no-escrito", ())
