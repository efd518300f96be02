"""The page of components: every state can be drawn, from values that can be, and nobody sees it in production."""

import re

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from msgspec import structs

from portal.controllers.pages.components.componentes import DEBTS, PAYMENTS, REQUESTS
from portal.structs.pagos import Estado
from tests.conftest import PAGINA, Casa
from tests.pages import enlaces, pagina, texto


def test_it_shows_every_state_and_leads_to_every_page(anonimo: TestClient[Litestar]) -> None:
    arbol = pagina(anonimo.get("/componentes"))
    assert {f"/componentes/{nombre}" for nombre in (*DEBTS, *PAYMENTS, *REQUESTS, "revisar")} <= enlaces(arbol)
    assert len(PAYMENTS) == len(Estado)
    assert "Sin confirmar En proceso Pagado" in texto(arbol)


@pytest.mark.parametrize("nombre", [*DEBTS, *PAYMENTS, *REQUESTS, "revisar"])
def test_a_state_is_a_whole_page(anonimo: TestClient[Litestar], nombre: str) -> None:
    pagina(anonimo.get(f"/componentes/{nombre}"))


def test_a_sample_that_waits_asks_nobody_how_it_goes(anonimo: TestClient[Litestar]) -> None:
    espera = anonimo.get("/componentes/por_verificar").text
    assert "htmx" not in espera.replace("htmx-config", "")
    assert "refresh" not in espera


def test_an_unknown_state_is_not_found(anonimo: TestClient[Litestar]) -> None:
    assert anonimo.get("/componentes/<b>", headers=PAGINA).status_code == 404


def test_nobody_sees_it_in_production(casa: Casa) -> None:
    casa.settings = structs.replace(casa.settings, environment="production", url_publica="https://testserver.local")
    app = casa.app()
    assert [ruta.path for ruta in app.routes if "componentes" in ruta.path] == []
    with TestClient(app, base_url="https://testserver.local") as cliente:
        for direccion in ("/componentes", "/componentes/pagado"):
            assert cliente.get(direccion, headers=PAGINA).status_code == 404


def test_robots_and_the_api_s_document_do_not_know_it(anonimo: TestClient[Litestar]) -> None:
    assert "componentes" not in anonimo.get("/openapi.json").text
    assert re.search(r'<meta name="robots" content="noindex">', anonimo.get("/componentes").text)
