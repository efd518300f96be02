import pytest

from portal.settings import AjusteInvalido, cargar
from portal.texts.languages import SHIPPED, offered
from tests.texts.pseudo import PSEUDO


def test_without_a_word_those_that_a_speaker_read_are_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SHIPPED, "qps", PSEUDO)
    assert set(offered(cargar({}).idiomas_ofrecidos)) == set(SHIPPED) - {"gn"}
    assert offered(cargar({"IDIOMAS": "gn, es"}).idiomas_ofrecidos) == ["es", "gn"]
    assert offered(cargar({"IDIOMAS": "qps"}).idiomas_ofrecidos) == ["es", "qps"]


def test_one_that_there_is_not_stops_the_start() -> None:
    with pytest.raises(AjusteInvalido, match="IDIOMAS debe ser uno de estos: es"):
        cargar({"IDIOMAS": "es,klingon"})
