"""What a first visit costs: a customer may pay by the megabyte."""

from pathlib import Path

import brotli
import pytest
from playwright.sync_api import Page

from tests import datos
from tests.e2e.screens import ingresar

RAIZ = Path(__file__).parent.parent.parent


def test_the_debts_come_in_few_requests_and_few_bytes(pagina: Page) -> None:
    ingresar(pagina, datos.TRES_Y_AGUA)
    sesion = pagina.context.storage_state()
    navegador = pagina.context.browser
    assert navegador is not None
    # A context of its own: nothing is kept from the sign-in's page.
    fresco = navegador.new_context(base_url=pagina.url, storage_state=sesion)
    hoja = fresco.new_page()
    monitor = fresco.new_cdp_session(hoja)
    monitor.send("Network.enable")
    pesos: list[float] = []
    monitor.on("Network.loadingFinished", lambda evento: pesos.append(evento["encodedDataLength"]))
    hoja.goto("/deudas", wait_until="networkidle")
    fresco.close()
    assert len(pesos) <= 6
    assert sum(pesos) <= 30 * 1024


@pytest.mark.parametrize("nombres", [["portal.js", "passkeys.js"], ["sw.js"]])
def test_our_own_javascript_of_a_page_stays_small(nombres: list[str]) -> None:
    """As it is served: tests/web/middleware/test_files.py."""
    assert sum(len(brotli.compress((RAIZ / "portal/static" / cada).read_bytes())) for cada in nombres) <= 3 * 1024
