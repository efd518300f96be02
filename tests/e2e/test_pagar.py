"""From the sign-in to the receipt, as a customer does it on a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests import datos
from tests.e2e.screens import al_banco, ingresar


def _total(hoja: Page, cuanto: str) -> None:
    expect(hoja.locator("#carrito .total dd")).to_have_text(cuanto)


def _terminar(hoja: Page) -> None:
    """Approved at the bank: the receipt, and the debts gone."""
    hoja.get_by_role("button", name="Aprobar").click()
    hoja.wait_for_url("**/comprobantes/EC-*")
    expect(hoja.get_by_role("heading", name="Pago realizado")).to_be_visible()
    hoja.get_by_role("link", name="Historial", exact=True).click()
    expect(hoja.locator(".cuanto", has_text="Gs. 1.791.475")).to_be_visible()
    hoja.get_by_role("link", name="Deudas", exact=True).click()
    expect(hoja.locator("input[name=sel]")).to_have_count(3)


def test_a_customer_catches_up_and_pays(pagina: Page) -> None:
    ingresar(pagina, datos.TRES_Y_AGUA)
    al_banco(pagina)
    _terminar(pagina)


def test_a_customer_without_javascript_does_the_same(pagina_sin_js: Page) -> None:
    hoja = pagina_sin_js
    ingresar(hoja, datos.TRES_Y_AGUA)
    for nombre in ("Cuota 1 de 60", "Cuota 2 de 60", "Agua de 09/2026"):
        hoja.get_by_label(re.compile(nombre)).check()
    hoja.get_by_role("button", name="Actualizar el total").click()
    _total(hoja, "Gs. 1.791.475")
    hoja.locator("#barra").get_by_role("button", name="Revisar y pagar").click()
    hoja.get_by_role("button", name="Pagar Gs. 1.791.475").click()
    hoja.wait_for_url("**/banco-demo/**")
    _terminar(hoja)


def test_five_quick_clicks_give_the_right_total(pagina: Page) -> None:
    ingresar(pagina, datos.TRES_Y_AGUA)
    cajas = pagina.locator("input[name=sel]")
    pedidos: list[str] = []
    pagina.on("request", lambda pedido: pedidos.append(pedido.url) if pedido.method == "POST" else None)
    for orden in (0, 1, 2, 3, 4):
        cajas.nth(orden).evaluate("caja => caja.click()")
    # Three overdue instalments, the water, and the next one due.
    _total(pagina, "Gs. 3.516.975")
    assert len(pedidos) < 5
    pagina.reload()
    _total(pagina, "Gs. 3.516.975")


def test_what_the_script_says_is_what_its_page_has(pagina: Page) -> None:
    ingresar(pagina, datos.TRES_Y_AGUA)
    pagina.route("**/deudas/carrito", lambda route: route.fulfill(status=503, body=""))
    pagina.locator("input[name=sel]").first.evaluate("caja => caja.click()")
    expect(pagina.locator("#barra")).to_contain_text(
        "El servicio no responde en este momento. No se realizó ningún cobro."
    )
    pagina.unroute("**/deudas/carrito")
    al_banco(pagina)
    pagina.get_by_role("button", name="Aprobar").click()
    pagina.get_by_role("button", name="Copiar").evaluate(
        "boton => { navigator.clipboard.writeText = async () => {}; boton.click(); }"
    )
    expect(pagina.locator("#anuncio")).to_have_text("Número de operación copiado.")
    expect(pagina.get_by_role("button", name="Copiado")).to_be_visible()


def test_a_reason_comes_beside_its_row_and_the_button_mends_it(pagina: Page) -> None:
    ingresar(pagina, datos.TRES_Y_AGUA)
    fila = pagina.locator(".deuda", has_text="Cuota 2 de 60")
    fila.get_by_role("checkbox").check()
    expect(fila.locator(".motivo")).to_contain_text("primero va la cuota 1")
    expect(pagina.locator("#barra")).to_contain_text("Faltan la cuota 1 y “Agua de 09/2026”")
    expect(pagina.locator("#anuncio")).to_contain_text("Así no se puede pagar")
    expect(pagina.locator(".faltas")).to_contain_text("Faltan la cuota 1 y “Agua de 09/2026”")
    fila.get_by_role("button", name="Agregar lo que falta").click()
    _total(pagina, "Gs. 1.791.475")
    # Whoever pressed the button, which is gone, goes on at its row.
    expect(fila.get_by_role("checkbox")).to_be_focused()
    expect(pagina.locator(".porque .motivo")).to_have_count(0)
    expect(pagina.get_by_label(re.compile("Agua de 09/2026"))).to_be_checked()


def test_a_reason_goes_away_when_the_row_is_unticked(pagina: Page) -> None:
    ingresar(pagina, datos.TRES_Y_AGUA)
    fila = pagina.locator(".deuda", has_text="Cuota 2 de 60")
    fila.get_by_role("checkbox").check()
    expect(fila.locator(".motivo")).to_have_count(1)
    fila.get_by_role("checkbox").uncheck()
    expect(fila.locator(".motivo")).to_have_count(0)
    expect(pagina.locator("#barra")).to_contain_text("Nada elegido todavía")


@pytest.mark.parametrize("con", ["pagina", "pagina_sin_js"])
def test_paying_up_to_an_instalment_and_emptying(request: pytest.FixtureRequest, con: str) -> None:
    hoja: Page = request.getfixturevalue(con)
    ingresar(hoja, datos.DOS_PLANES)
    hoja.locator(".deuda", has_text="Movimiento H2").get_by_role("button", name="Pagar hasta acá").click()
    _total(hoja, "Gs. 1.725.500")
    hoja.get_by_role("button", name="Vaciar lo elegido").click()
    expect(hoja.locator("#carrito")).to_contain_text("Marcá una deuda")


@pytest.mark.parametrize("con", ["pagina", "pagina_sin_js"])
def test_a_filter_hides_and_does_not_forget(request: pytest.FixtureRequest, con: str) -> None:
    hoja: Page = request.getfixturevalue(con)
    ingresar(hoja, datos.DOS_PLANES)
    hoja.locator(".deuda", has_text="Movimiento H1").get_by_role("checkbox").check()
    hoja.locator(".deuda", has_text="Movimiento H2").get_by_role("checkbox").check()
    hoja.locator("summary", has_text="Filtrar").click()
    hoja.get_by_label("Plan o lote").select_option("L7")
    if con == "pagina_sin_js":
        hoja.get_by_role("button", name="Filtrar").click()
    expect(hoja.locator("#listado")).to_contain_text("2 deudas elegidas quedan fuera de este filtro")
    expect(hoja.locator(".deuda")).to_have_count(2)
    hoja.locator(".deuda", has_text="Movimiento G1").get_by_role("checkbox").check()
    if con == "pagina_sin_js":
        hoja.get_by_role("button", name="Actualizar el total").click()
    _total(hoja, "Gs. 2.588.250")


def test_a_blocked_customer_can_print_and_not_pay(pagina_sin_js: Page) -> None:
    ingresar(pagina_sin_js, datos.BLOQUEADO)
    expect(pagina_sin_js.get_by_role("heading", name="El pago por la web está bloqueado")).to_be_visible()
    expect(pagina_sin_js.get_by_role("button", name="Revisar y pagar")).to_have_count(0)
    papel = pagina_sin_js.pdf(format="A4")
    assert papel.count(b"/Type /Page\n") == 1


def test_going_back_from_the_bank_does_not_pay_twice(pagina: Page) -> None:
    ingresar(pagina, datos.TRES_Y_AGUA)
    al_banco(pagina)
    pagina.go_back()
    pagina.wait_for_url("**/comprobantes/**")
    expect(pagina.get_by_role("link", name="Volver al banco para terminar")).to_be_visible()
    pagina.get_by_role("link", name="Deudas", exact=True).click()
    expect(pagina.locator(".franja")).to_contain_text("Tenés un pago sin terminar")
    expect(pagina.get_by_role("link", name="Volver al banco")).to_be_visible()
    pagina.get_by_role("button", name="Dejarlo").click()
    expect(pagina.locator("input[name=sel]")).to_have_count(6)


def test_a_help_pressed_right_after_a_box_is_not_lost(pagina: Page) -> None:
    ingresar(pagina, datos.TRES_Y_AGUA)
    # Both in one turn of the browser: the box's own request is still waiting for more boxes.
    pagina.evaluate("""() => {
        document.querySelectorAll("input[name=sel]")[5].click();
        document.querySelector("button[value=minimo]").click();
    }""")
    _total(pagina, "Gs. 1.791.475")
    expect(pagina.locator("input[name=sel]:checked")).to_have_count(3)


def test_emptying_unticks_what_was_ticked_by_hand(pagina: Page) -> None:
    ingresar(pagina, datos.TRES_Y_AGUA)
    pagina.get_by_label(re.compile("Cuota 1 de 60")).check()
    pagina.get_by_role("button", name="Vaciar lo elegido").click()
    expect(pagina.locator("#carrito")).to_contain_text("Marcá una deuda")
    expect(pagina.locator("input[name=sel]:checked")).to_have_count(0)
