"""Choosing a language: kept by the browser, and by the account of whoever is signed in."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from portal.texts.languages import SHIPPED
from tests import datos
from tests.conftest import PAGINA
from tests.pages import pagina, texto
from tests.texts.pseudo import PSEUDO

Navegador = TestClient[Litestar]


@pytest.fixture(autouse=True)
def pseudo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SHIPPED, "qps", PSEUDO)


def _elegir(web: Navegador, desde: str) -> str:
    """Presses the button of the made-up language on that page; answers where it leads."""
    formulario = next(each for each in pagina(web.get(desde)).iter("form") if each.get("action") == "/idioma")
    escondidos = {str(each.get("name")): str(each.get("value")) for each in formulario.iter("input")}
    respuesta = web.post("/idioma", data=escondidos | {"idioma": "qps"}, headers=PAGINA, follow_redirects=False)
    assert respuesta.status_code == 303
    return respuesta.headers["location"]


def test_each_language_is_offered_by_its_own_name_and_the_one_of_the_page_is_told(anonimo: Navegador) -> None:
    menu = pagina(anonimo.get("/ingreso", headers=PAGINA)).find(".//details[@id='idiomas']")
    assert menu is not None
    botones = [
        (each.get("lang"), " ".join(texto(each).split()), each.get("aria-current")) for each in menu.iter("button")
    ]
    assert ("es", "Español", "true") in botones
    assert ("qps", "qps", None) in botones
    assert not [each for each in botones if each[0] == "gn"]
    assert "Idioma: Español" in texto(menu)


def test_whoever_is_not_signed_in_comes_back_to_the_same_page_in_it_whatever_the_browser_asks(
    anonimo: Navegador,
) -> None:
    assert _elegir(anonimo, "/ayuda?tema=1&x=%22") == "/ayuda?tema=1&x=%22"
    page = anonimo.get("/ayuda", headers=PAGINA | {"accept-language": "es"})
    assert (page.headers["content-language"], pagina(page).get("lang")) == ("qps", "qps")
    assert "Cookie" in page.headers["vary"]


def test_an_account_takes_its_language_to_another_browser(web: Navegador, entrar: Callable[[str], Navegador]) -> None:
    assert urlsplit(_elegir(web, "/cuenta")).path == "/cuenta"
    web.cookies.clear()
    assert entrar(datos.TRES_Y_AGUA).get("/deudas").headers["content-language"] == "qps"
    web.cookies.clear()
    assert entrar(datos.AL_DIA).get("/deudas").headers["content-language"] == "es"


def test_what_is_no_page_is_nowhere_to_come_back_to(anonimo: Navegador) -> None:
    assert _elegir_en_error(anonimo) == "/"
    otro = {"idioma": "qps", "vuelve": "//otro.example/"}
    assert anonimo.post("/idioma", data=otro, headers=PAGINA, follow_redirects=False).headers["location"] == "/"


def _elegir_en_error(web: Navegador) -> str:
    assert 'name="vuelve"' not in web.get("/no-hay", headers=PAGINA).text
    return str(web.post("/idioma", data={"idioma": "qps"}, headers=PAGINA, follow_redirects=False).headers["location"])


@pytest.mark.parametrize("invented", ["", "gn", "xx", '"><script>'])
def test_a_language_that_is_not_offered_is_refused(anonimo: Navegador, invented: str) -> None:
    refused = anonimo.post("/idioma", data={"idioma": invented}, headers=PAGINA)
    assert (refused.status_code, "set-cookie" in refused.headers) == (400, False)
    assert "Revisá idioma" in refused.text


def test_a_cookie_that_we_did_not_write_says_nothing(anonimo: Navegador) -> None:
    for kept in ("idioma=xx", "idioma=", "otro_idioma=qps", "idioma=\xff"):
        page = anonimo.get("/ayuda", headers={**PAGINA, "cookie": kept.encode("latin-1")})  # type: ignore[dict-item]
        assert page.headers["content-language"] == "es"
