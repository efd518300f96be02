"""Hostile texts from the database, in a real browser: no dialog opens and the policy has nothing to complain of."""

import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import datos
from tests.e2e.pantallas import ingresar
from tests.hostil.valores import GUIONES

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
