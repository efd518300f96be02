"""Opening another's documento, from asking for it to paying by it, with a script and without, on a phone and a desk."""

import pytest
from playwright.sync_api import Page, expect

from tests import datos
from tests.e2e.screens import entrar_por_otro, ingresar


@pytest.mark.parametrize("ancho", [360, 1280])
def test_whose_debts_are_shown_is_chosen_in_the_header(hoja: Page, ancho: int) -> None:
    hoja.set_viewport_size({"width": ancho, "height": 800})
    entrar_por_otro(hoja, datos.TRES_Y_AGUA, datos.CINCO_Y_JARDIN)
    titular, ajena = hoja.locator("#titular"), hoja.locator("#ajena")
    expect(ajena).to_contain_text("Mirás los datos de Bernardo Caballero")
    expect(hoja.get_by_text("Jardinería de 07/2026").first).to_be_visible()
    assert hoja.evaluate("document.documentElement.scrollWidth") <= ancho
    hoja.locator("#yo summary").click()
    titular.get_by_role("button", name="El tuyo").click()
    expect(hoja.get_by_text("Agua de 09/2026").first).to_be_visible()
    expect(ajena).to_have_count(0)
    expect(titular).to_have_count(1)
    hoja.goto("/cuenta/autorizaciones")
    hoja.get_by_role("button", name="Dejar").click()
    expect(hoja.get_by_text("Solo por tu documento.")).to_be_visible()
    expect(titular).to_have_count(0)
    hoja.context.clear_cookies()
    ingresar(hoja, datos.CINCO_Y_JARDIN)
    hoja.goto("/cuenta/quien-miro")
    expect(hoja.get_by_text("Entró por tu documento").first).to_be_visible()
