from collections.abc import Callable

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from portal.texts.languages import SHIPPED
from portal.web.problems import decir
from portal.web.rendering import entorno
from tests import datos
from tests.conftest import ClienteApi
from tests.pages import pagina, texto
from tests.texts.pseudo import PSEUDO

BLOQUEADO = (
    "⟦Tenés ⟦6 cuotas vencidas⟧ y desde 6 el pago por la web queda bloqueado: acercate a nuestras oficinas o llamanos "
    "para regularizar.⟧"
)


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SHIPPED, "qps", PSEUDO)


@pytest.mark.usefixtures("pseudo")
def test_the_api_says_a_problem_in_the_language_that_is_asked_for(canal_api: ClienteApi) -> None:
    assert canal_api.get("/pago/NO-HAY").json()["detail"] == "No existe ese pago."
    canal_api.cabeceras["accept-language"] = "qps, es;q=0.5"
    problema = canal_api.get("/pago/NO-HAY").json()
    assert (problema["title"], problema["detail"]) == ("⟦No existe⟧", "⟦No existe ese pago.⟧")
    assert problema["codigo"] == "pago-desconocido"


@pytest.mark.usefixtures("pseudo")
def test_the_api_says_what_a_cart_lacks_in_the_language_that_is_asked_for(canal_api: ClienteApi) -> None:
    consulta = canal_api.get("/consulta/deuda-cliente/", documento=datos.BLOQUEADO, moneda=1, usuario="x").json()
    canal_api.cabeceras["accept-language"] = "qps"
    carrito = canal_api.get(f"/carrito/{consulta['idsession']}").json()
    assert [falta["motivo"] for falta in carrito["faltas"]] == [BLOQUEADO]


def test_a_page_says_what_codes_say_in_its_environments_language(
    anonimo: TestClient[Litestar], entrar: Callable[[str], TestClient[Litestar]]
) -> None:
    anonimo.app.template_engine.engine.filters["dicho"] = entorno(idioma=PSEUDO).filters["dicho"]
    assert BLOQUEADO in texto(pagina(entrar(datos.BLOQUEADO).get("/deudas")))


def test_what_nobody_expected_is_said_through_the_catalogue_too() -> None:
    assert decir(RuntimeError(), PSEUDO).problema.detail.startswith("⟦Algo falló de nuestro lado.")
