"""Swagger UI and ReDoc in the browser, from our own files alone."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests import datos

OPERACIONES = 8


@pytest.fixture
def vigilada(servidor: str, pagina: Page) -> Iterator[Page]:
    """A tab that fails the test on a request to another host and on any error in the console."""
    quejas: list[str] = []
    pagina.on("request", lambda pedido: _mirar(pedido.url, servidor, quejas))
    pagina.on("console", lambda dicho: quejas.append(dicho.text) if dicho.type == "error" else None)
    yield pagina
    assert not quejas


def _mirar(url: str, servidor: str, quejas: list[str]) -> None:
    partes = urlsplit(url)
    if partes.scheme in ("http", "https") and partes.netloc != urlsplit(servidor).netloc:
        quejas.append(f"asked {partes.netloc}")


def test_swagger_shows_the_operations_and_tries_one(servidor: str, vigilada: Page) -> None:
    pedido = vigilada.request.post(
        f"{servidor}/token", form={"username": "canal-uno", "password": datos.CLAVE}, headers={"accept": "*/*"}
    )
    vigilada.goto("/docs")
    assert vigilada.locator(".opblock").first.is_visible() or vigilada.wait_for_selector(".opblock")
    assert vigilada.locator(".opblock").count() >= OPERACIONES
    vigilada.get_by_role("button", name="Authorize").first.click()
    vigilada.get_by_label("auth-bearer-value").fill(pedido.json()["access_token"])
    por_token = vigilada.locator(".auth-container").filter(has=vigilada.get_by_label("auth-bearer-value"))
    por_token.locator("button.authorize").click()
    vigilada.locator(".auth-btn-wrapper button.btn-done").first.click()
    operacion = vigilada.locator("#operations-Pago-listarPagos")
    operacion.locator(".opblock-summary-control").click()
    operacion.get_by_role("button", name="Try it out").click()
    operacion.get_by_role("button", name="Execute").click()
    expect(operacion.locator(".live-responses-table .response-col_status").last).to_contain_text("200")
    expect(operacion.locator(".live-responses-table")).to_contain_text("siguiente")


def test_redoc_shows_the_operations(vigilada: Page) -> None:
    vigilada.goto("/redoc")
    expect(vigilada.locator("h1", has_text="Espacio Clientes")).to_be_visible()
    for nombre in ("pagarCarrito", "consultarDeudas", "anularPago"):
        expect(vigilada.locator(f'[id*="{nombre}"]').first).to_be_attached()
