"""The page of Bancard's frame in a real browser, under the real policy; the frame is the test server's."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from portal.settings import cargar
from portal.structs.pagos import Pago
from tests import journeys
from tests.conftest import Casa
from tests.e2e.screens import ingresar
from tests.pasarela.bancard.server import PRIVADA, PUBLICA, BancardDePrueba, servir


@pytest.fixture
def banco() -> Iterator[BancardDePrueba]:
    with servir() as bancard:
        yield bancard


@pytest.fixture
def ajustes(banco: BancardDePrueba) -> list[str]:
    return [
        "PASARELA=bancard",
        f"BANCARD_URL={banco.url}",
        f"BANCARD_PUBLIC_KEY={PUBLICA}",
        f"BANCARD_PRIVATE_KEY={PRIVADA}",
    ]


@pytest.fixture
def pago(servidor: str, ajustes: list[str], tmp_path: Path) -> Pago:
    """A customer who has just chosen to pay, on the server's own database."""
    ruta = {"SQLITE_PATH": str(tmp_path / "casa.sqlite3"), "URL_PUBLICA": servidor}
    casa = Casa(cargar(ruta | dict(ajuste.split("=", 1) for ajuste in ajustes)))
    with ThreadPoolExecutor(1) as hilo:  # Playwright's own loop runs in this one
        return hilo.submit(journeys.iniciar, casa).result()


def _entrar(hoja: Page, pago: Pago) -> None:
    ingresar(hoja, pago.usuario)
    hoja.goto(pago.url_pasarela or "")


def test_the_frame_opens_pays_and_comes_back_to_the_receipt(pagina: Page, pago: Pago) -> None:
    _entrar(pagina, pago)
    marco = pagina.frame_locator("#bancard iframe")
    expect(marco.get_by_role("heading", name="Marco de prueba")).to_be_visible()
    assert pagina.evaluate("document.documentElement.scrollWidth <= innerWidth")
    ancho = pagina.locator("#bancard iframe").bounding_box()
    assert ancho is not None
    assert ancho["width"] >= 320
    expect(pagina.locator("#falla")).to_be_hidden()
    marco.get_by_role("link", name="Pagar").click()
    expect(pagina.get_by_role("heading", name="Pago realizado")).to_be_visible()


def test_where_bancards_script_does_not_come_the_page_says_so(pagina: Page, pago: Pago, banco: BancardDePrueba) -> None:
    pagina.route(f"{banco.url}/**", lambda ruta: ruta.abort())
    _entrar(pagina, pago)
    expect(pagina.locator("#falla")).to_be_visible()
