"""The bar to pay with tells how its requests go, on a network that comes and goes."""

import re

from playwright.sync_api import Page, Route, expect

from tests import datos
from tests.e2e.screens import ingresar

CARRITO = "**/deudas/carrito"


def test_the_bar_is_busy_stale_without_network_and_mends_itself(pagina: Page) -> None:
    ingresar(pagina, datos.TRES_Y_AGUA)
    barra, cajas = pagina.locator("#barra"), pagina.locator("input[name=sel]")
    held: list[Route] = []

    pagina.route(CARRITO, lambda route: route.continue_() if held else held.append(route))
    cajas.nth(0).evaluate("caja => caja.click()")
    expect(barra).to_have_class(re.compile("vieja"))
    expect(barra).to_contain_text("Calculando…")
    cajas.nth(1).evaluate("caja => caja.click()")
    expect(barra).to_contain_text("Gs. 928.725")
    held[0].fulfill(body='<hx-partial hx-target="#barra" hx-swap="innerHTML">overtaken</hx-partial>')
    pagina.wait_for_timeout(300)
    expect(barra).to_contain_text("Gs. 928.725")
    expect(barra).not_to_have_class(re.compile("vieja"))

    pagina.unroute(CARRITO)
    pagina.route(CARRITO, lambda route: route.fulfill(status=503, body=""))
    cajas.nth(1).evaluate("caja => caja.click()")
    expect(barra).to_contain_text("El servicio no responde en este momento. No se realizó ningún cobro.")
    pagina.unroute(CARRITO)
    barra.get_by_role("button", name="Reintentar").click()
    expect(barra).to_contain_text("Faltan “Agua de 09/2026” y la cuota 2")

    pagina.context.set_offline(True)
    cajas.nth(1).evaluate("caja => caja.click()")
    expect(barra).to_contain_text("Sin conexión. Lo que elegiste no se pierde.")
    expect(barra).to_have_class(re.compile("corte"))
    expect(pagina.locator("#anuncio")).to_have_text("Sin conexión. Lo que elegiste no se pierde.")
    expect(barra.get_by_role("button", name="Reintentar")).to_be_visible()
    pagina.context.set_offline(False)
    expect(barra).to_contain_text("Falta la cuota 2")
    expect(barra.get_by_role("button", name="Agregar")).to_be_visible()

    # The button that mends is taken away by its own answer: focus goes on to what is to be pressed next.
    barra.get_by_role("button", name="Agregar").focus()
    pagina.keyboard.press("Enter")
    expect(barra.get_by_role("button", name="Revisar y pagar")).to_be_focused()
