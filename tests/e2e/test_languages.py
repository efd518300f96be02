"""On the narrowest phone no language scrolls a page sideways or cuts an amount, and the one that is chosen stays.

With PORTAL_FOTOS=CARPETA the pictures are left there.
"""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from portal.texts.languages import SHIPPED
from tests import datos
from tests.e2e.screens import ingresar
from tests.e2e.test_accessibility import CORTADOS

OF_ANYBODY = ("/ingreso", "/primer-acceso", "/clave", "/ayuda", "/privacidad", "/no-hay")
OF_A_CUSTOMER = (
    "/deudas",
    "/lote",
    "/historial",
    "/cuenta",
    "/cuenta/factores",
    "/cuenta/avisos",
    "/cuenta/autorizaciones",
)
OF_STAFF = ("/operador", "/operador/pagos", "/operador/bandeja", "/operador/dia", "/operador/extractos", "/cuenta")
FOTOS = os.environ.get("PORTAL_FOTOS", "")
NARROW = {"width": 320, "height": 640}


@pytest.fixture
def ajustes() -> list[str]:
    return [f"IDIOMAS={','.join(SHIPPED)}"]


def _broken(page: Page, server: str, name: str, addresses: tuple[str, ...]) -> list[str]:
    page.context.add_cookies([{"name": "idioma", "value": name, "url": server}])
    found = []
    for address in addresses:
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == name
        if FOTOS:
            page.screenshot(path=Path(FOTOS) / f"{name}{address.replace('/', '-')}.png", full_page=True)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{name} {address}: sideways")
        found += [f"{name} {address}: {each}" for each in page.evaluate(CORTADOS)]
    return found


def test_no_page_breaks_in_any_language(chromium: Browser, servidor: str) -> None:
    found: list[str] = []
    for user, addresses in (("", OF_ANYBODY), (datos.TRES_Y_AGUA, OF_A_CUSTOMER), ("operadora", OF_STAFF)):
        context = chromium.new_context(base_url=servidor, viewport=NARROW, service_workers="block")  # type: ignore[arg-type]
        page = context.new_page()
        page.goto("/ingreso")
        if user:
            ingresar(page, user)
        for name in SHIPPED:
            found += _broken(page, servidor, name, addresses)
        context.close()
    assert found == []


def test_a_language_is_chosen_in_the_header(hoja: Page) -> None:
    hoja.set_viewport_size(NARROW)  # type: ignore[arg-type]
    ingresar(hoja, datos.TRES_Y_AGUA)
    hoja.goto("/historial")
    hoja.locator("#idiomas summary").click()
    assert hoja.locator("#idiomas > div").bounding_box()["x"] >= 0  # type: ignore[index]
    hoja.get_by_role("button", name="English").click()
    hoja.wait_for_url("**/historial")
    assert hoja.locator("h1").inner_text() == "Your payments"
