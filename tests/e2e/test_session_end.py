"""The end of a session is told before and after, and leads back to the same place."""

from playwright.sync_api import Page, expect

from tests import datos
from tests.e2e.screens import ingresar

MINUTE = 60_000


def test_it_is_told_two_minutes_before_and_after_and_leads_back(pagina: Page) -> None:
    pagina.clock.install()
    ingresar(pagina, datos.TRES_Y_AGUA)
    pagina.goto("/historial")
    ficha = pagina.locator("#sesion")
    expect(ficha).to_be_hidden()
    pagina.clock.fast_forward(57 * MINUTE)
    expect(ficha).to_be_hidden()
    pagina.clock.fast_forward(1 * MINUTE + 1_000)
    expect(ficha).to_contain_text("Tu sesión se cierra en 2 minutos.")
    ficha.get_by_role("button", name="Seguir conectado").click()
    expect(ficha).to_be_hidden()
    pagina.clock.fast_forward(61 * MINUTE)
    expect(ficha).to_contain_text("Tu sesión se cerró. Lo que elegiste no se pierde.")
    expect(ficha.get_by_role("button")).to_be_hidden()
    pagina.context.clear_cookies()
    with pagina.expect_event("load"):
        ficha.get_by_role("link", name="Ingresar de nuevo").click()
    pagina.get_by_label("Usuario").fill(datos.TRES_Y_AGUA)
    pagina.get_by_label("Clave").fill(datos.CLAVE)
    with pagina.expect_event("load"):
        pagina.get_by_role("button", name="Ingresar").click()
    assert pagina.url.endswith("/historial")
