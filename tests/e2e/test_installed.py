"""The service worker: what it shows without a network, what it never keeps, and what it lets by."""

import shutil
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests import datos
from tests.e2e.screens import al_banco, ingresar
from tests.e2e.server import servir

KEPT = """async () => {
    const kept = [];
    for (const name of await caches.keys()) {
        const box = await caches.open(name);
        for (const asked of await box.keys()) kept.push([asked.url, await (await box.match(asked)).text()]);
    }
    return kept;
}"""
ANOTHER_SITE = "http://otro-sitio.test/"


def test_a_network_that_goes_leaves_a_page_of_ours_and_nothing_of_anybody(
    chromium: Browser, plantilla: Path, tmp_path: Path
) -> None:
    base = tmp_path / "casa.sqlite3"
    shutil.copyfile(plantilla, base)
    with servir(base) as address:
        context = chromium.new_context(base_url=address, service_workers="allow")
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.goto("/ingreso")
        page.evaluate("async () => { await navigator.serviceWorker.ready; }")
        ingresar(page, datos.TRES_Y_AGUA)
        assert page.evaluate("Boolean(navigator.serviceWorker.controller)")
        al_banco(page)
        page.get_by_role("button", name="Aprobar").click()
        page.wait_for_url("**/comprobantes/**")
        kept = dict(page.evaluate(KEPT))
        paths = {url.removeprefix(address) for url in kept}
        pages = {path for path in paths if not path.startswith("/static/")}
        assert pages == {"/sin-conexion", "/sin-conexion?envio=1"}
        assert any(path.startswith("/static/portal.css?v=") for path in paths)
        assert not [url for url, text in kept.items() if "Gs." in text or datos.TRES_Y_AGUA in text]

        other = context.new_page()
        form = f'<form method="post" action="{address}/salir"></form>'
        context.route(ANOTHER_SITE, lambda route: route.fulfill(body=form, content_type="text/html"))
        other.goto(ANOTHER_SITE)
        with other.expect_response("**/salir") as answered:
            other.evaluate("document.forms[0].submit()")
        assert answered.value.status == 403
        other.close()

        page.goto("/deudas")
        page.locator("input[name=sel]").first.check()
    with page.expect_navigation():
        page.locator("form#f-deudas").evaluate("form => form.requestSubmit()")
    expect(page.get_by_role("heading", name="Sin conexión")).to_be_visible()
    expect(page.locator("main")).to_contain_text("No pudimos saber si llegó lo que mandaste.")
    page.goto("/historial")
    expect(page.get_by_role("link", name="Reintentar")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.tropiezo')).display") == "grid"
    context.close()
