"""Typing a password: it may be looked at, and pasted whole."""

from playwright.sync_api import Page, expect

from portal.inputs.password import LARGO_MAXIMO
from tests import datos


def test_what_is_typed_can_be_looked_at_and_is_sent_all_the_same(pagina: Page) -> None:
    pagina.goto("/ingreso")
    caja = pagina.get_by_label("Clave")
    caja.fill(datos.CLAVE)
    expect(caja).to_have_attribute("type", "password")
    mostrar = pagina.get_by_role("button", name="Mostrar")
    mostrar.click()
    expect(caja).to_have_attribute("type", "text")
    expect(mostrar).to_have_attribute("aria-pressed", "true")
    mostrar.click()
    expect(caja).to_have_attribute("type", "password")
    mostrar.click()
    pagina.get_by_label("Usuario").fill(datos.AL_DIA)
    pagina.get_by_role("button", name="Ingresar").click()
    pagina.wait_for_url("**/deudas")


def test_it_may_be_pasted_and_is_not_cut(pagina: Page) -> None:
    pagina.goto("/ingreso")
    usuario, caja = pagina.get_by_label("Usuario"), pagina.get_by_label("Clave")
    larga = "x" * (LARGO_MAXIMO + 9)
    usuario.evaluate("caja => { caja.removeAttribute('maxlength'); }")
    usuario.fill(larga)
    usuario.press("Control+a")
    usuario.press("Control+x")
    caja.press("Control+v")
    expect(caja).to_have_value(larga)


def test_without_javascript_there_is_nothing_to_press_in_vain(pagina_sin_js: Page) -> None:
    pagina_sin_js.goto("/ingreso")
    expect(pagina_sin_js.get_by_role("button", name="Mostrar")).to_be_hidden()
    pagina_sin_js.get_by_label("Usuario").fill(datos.AL_DIA)
    pagina_sin_js.get_by_label("Clave").fill(datos.CLAVE)
    pagina_sin_js.get_by_role("button", name="Ingresar").click()
    pagina_sin_js.wait_for_url("**/deudas")
