"""Somebody else pays a cart by a link, with JavaScript and without."""

import re

from playwright.sync_api import Browser, Page, expect

from tests import datos
from tests.e2e.screens import ingresar


def test_somebody_else_pays_and_sees_nothing_of_whose_it_is(chromium: Browser, servidor: str, hoja: Page) -> None:
    ingresar(hoja, datos.TRES_Y_AGUA)
    for nombre in ("Cuota 1 de 60", "Cuota 2 de 60", "Agua de 09/2026"):
        hoja.get_by_label(re.compile(nombre)).check()
    actualizar = hoja.get_by_role("button", name="Actualizar el total")
    if actualizar.is_visible():
        actualizar.click()
    expect(hoja.locator("#carrito .total dd")).to_have_text("Gs. 1.791.475")
    hoja.locator("#carrito").get_by_role("button", name="Revisar y pagar").click()
    hoja.get_by_role("button", name="Que lo pague otra persona").click()
    enlace = hoja.get_by_label("Copialo y mandáselo a quien va a pagar").input_value()

    ajeno = chromium.new_context(base_url=servidor, java_script_enabled=False).new_page()
    ajeno.goto(enlace)
    expect(ajeno.locator("#contenido")).to_contain_text("te pide que pagues esto")
    expect(ajeno.locator("#contenido")).not_to_contain_text(re.compile("Ñandutí|4.567.890"))
    ajeno.get_by_role("button", name="Pagar Gs. 1.791.475").click()
    ajeno.wait_for_url("**/banco-demo/**")
    ajeno.get_by_role("button", name="Aprobar").click()
    ajeno.wait_for_url("**/pago-por-enlace/**")
    expect(ajeno.get_by_role("heading", name="Pago realizado")).to_be_visible()
    ajeno.goto("/historial")
    expect(ajeno).to_have_url(re.compile("/ingreso"))
    ajeno.context.close()

    hoja.goto("/historial")
    expect(hoja.locator(".cuanto", has_text="Gs. 1.791.475")).to_be_visible()
    hoja.goto(enlace)
    expect(hoja.get_by_role("button", name="Pagar")).to_have_count(0)
