import pytest
from litestar import Litestar
from litestar.testing import TestClient

from tests.conftest import PAGINA
from tests.pages import pagina, texto, titulo

Navegador = TestClient[Litestar]


@pytest.mark.parametrize(("ruta", "dicho"), [("/ayuda", "Ayuda"), ("/privacidad", "Privacidad")])
def test_anyone_may_read_them(anonimo: Navegador, ruta: str, dicho: str) -> None:
    assert titulo(pagina(anonimo.get(ruta))) == dicho


def test_no_way_of_reaching_the_company_is_invented(anonimo: Navegador) -> None:
    for ruta in ("/ayuda", "/privacidad", "/ingreso"):
        respuesta = anonimo.get(ruta)
        assert "tel:" not in respuesta.text
        assert "mailto:" not in respuesta.text


def test_what_does_not_exist_is_a_page_with_a_way_out(anonimo: Navegador) -> None:
    respuesta = anonimo.get("/no-existe/<b>", headers=PAGINA)
    arbol = pagina(respuesta, 404)
    assert "<b>" not in respuesta.text
    assert "Ir al inicio" in texto(arbol)
