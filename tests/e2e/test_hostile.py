"""Hostile texts from the database, in a real browser: no dialog opens and the policy has nothing to complain of."""

import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import datos
from tests.e2e.screens import al_banco, ingresar, salir
from tests.hostile.inputs import GUIONES

RUTAS = (
    "/deudas",
    "/historial",
    "/cuenta",
    "/deudas?lugar=<script>alert(1)</script>",
    "/nada/<script>alert(1)</script>",
)


@pytest.mark.parametrize("malo", GUIONES[:6])
def test_no_text_runs(pagina: Page, tmp_path: Path, malo: str) -> None:
    with sqlite3.connect(tmp_path / "casa.sqlite3") as base:
        base.execute("UPDATE erp_deuda SET descripcion = ?, observacion = ?, barrio = ?", (malo, malo, malo))
        base.execute("UPDATE erp_cliente SET nombre = ?", (malo,))
        base.execute("UPDATE portal_usuario SET nombre = ? WHERE rol = 'cliente'", (malo,))
    base.close()
    dialogos: list[str] = []
    pagina.on("dialog", lambda dialogo: (dialogos.append(dialogo.message), dialogo.dismiss()))
    ingresar(pagina, datos.TRES_Y_AGUA)
    for ruta in RUTAS:
        pagina.goto(ruta)
        assert pagina.locator("img[onerror], svg[onload]").count() == 0
    pagina.goto("/deudas")
    assert malo in pagina.locator("#contenido").inner_text()
    pagina.locator("input[name=sel]").first.check()  # and what htmx brings
    expect(pagina.locator("#carrito .total dd")).to_contain_text("Gs. ")
    assert dialogos == []


def test_what_a_gateway_said_neither_runs_nor_widens_the_page(pagina: Page, tmp_path: Path) -> None:
    dicho = f"confirmations: response_description={GUIONES[0]} {'W' * 100}"
    ingresar(pagina, datos.TRES_Y_AGUA)
    al_banco(pagina)
    with sqlite3.connect(tmp_path / "casa.sqlite3") as base:
        base.execute("INSERT INTO portal_pago_evidencia (pago_id, nro, en, texto) VALUES (1, 1, 0, ?)", (dicho,))
    base.close()
    pagina.goto("/cuenta")
    salir(pagina)
    ingresar(pagina, "operadora")
    for ancho in (320, 1280):
        pagina.set_viewport_size({"width": ancho, "height": 900})
        pagina.goto("/operador/pagos/1")
        expect(pagina.get_by_text(dicho)).to_be_visible()
        assert pagina.evaluate("document.documentElement.scrollWidth <= innerWidth"), ancho
