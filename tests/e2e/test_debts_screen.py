"""The page of debts on a phone, for every account of the demonstration and for large letters: what is seen first, and
that the bar covers nothing."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from portal.assembly import armar_portal
from portal.demo.casos import CASOS
from portal.demo.cuentas import CLAVE
from portal.demo.historia import RelojDemo
from portal.demo.loading import cargar as cargar_demo
from portal.repo.embedded.repo import EmbeddedRepo
from portal.settings import cargar
from tests import datos
from tests.e2e.server import servir

ALTO, ANCHO = 640, 360
LARGA, EN_DOLARES = "4100015", "4100008"
# What is cut, or stands beyond the screen.
FUERA = """
() => [...document.querySelectorAll("main *, .barra *")]
    .filter(nodo => nodo.checkVisibility() && !nodo.closest(".vh") && nodo.textContent.trim())
    .filter(nodo => nodo.getBoundingClientRect().right > innerWidth + 1)
    .map(nodo => nodo.className + ": " + nodo.textContent.trim().slice(0, 40))
"""
# The bar at the end of the page: where it begins, and where what is above it ends.
AL_FINAL = """
() => {
    scrollTo(0, document.documentElement.scrollHeight);
    return [document.querySelector(".barra").getBoundingClientRect().top,
            document.querySelector(".pie").getBoundingClientRect().bottom];
}
"""


@pytest.fixture(scope="module")
def demostracion(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Served, as of the tests' Monday."""
    base = tmp_path_factory.mktemp("demo") / "casa.sqlite3"
    with ThreadPoolExecutor(1) as hilo:  # the browser's loop runs in this thread
        hilo.submit(asyncio.run, _llenar(base)).result()
    with servir(base) as direccion:
        yield direccion


async def _llenar(base: Path) -> None:
    await EmbeddedRepo(base, datos.RelojDePrueba(), Decimal("0.015")).crear_esquema()
    clock = RelojDemo(datos.AHORA)
    portal = armar_portal(cargar({"SQLITE_PATH": str(base)}), clock)
    await cargar_demo(portal, clock, cuantos=0, semilla=1, avance=lambda _: None)
    await portal.cerrar()


@pytest.fixture
def telefono(chromium: Browser, demostracion: str) -> Iterator[Page]:
    contexto = chromium.new_context(base_url=demostracion, viewport={"width": ANCHO, "height": ALTO})
    contexto.set_default_timeout(20_000)
    yield contexto.new_page()
    contexto.close()


def _entrar(hoja: Page, documento: str) -> None:
    """Signed in without a page: what is measured comes after."""
    hoja.context.clear_cookies()
    entrada = hoja.context.request.post(
        "/ingreso",
        form={"usuario": documento.casefold(), "clave": CLAVE},
        headers={"sec-fetch-site": "same-origin"},
        max_redirects=0,
    )
    assert entrada.status == 303
    hoja.goto("/deudas")


def _letra(hoja: Page, cuanta: int) -> None:
    """As the browser's own setting has it, which every measure in rem follows, those of media queries too."""
    sesion = hoja.context.new_cdp_session(hoja)
    sesion.send("Page.setFontSizes", {"fontSizes": {"standard": cuanta, "fixed": cuanta}})


def test_the_first_debt_is_seen_on_entry_by_every_account(telefono: Page) -> None:
    faltas = []
    for caso in CASOS:
        _entrar(telefono, caso.documento)
        filas = telefono.locator(".deuda label")
        if not filas.count():  # blocked, or owes nothing
            assert telefono.locator("#barra").count() == 0
            continue
        primera, barra = filas.first.bounding_box(), telefono.locator("#barra").bounding_box()
        assert primera is not None
        assert barra is not None
        faltas += [caso.documento] if primera["y"] + primera["height"] > barra["y"] else []
        faltas += (
            [f"{caso.documento}: another line"]
            if telefono.locator(".linea").evaluate(
                "linea => linea.getClientRects().length > 1 || linea.offsetHeight > 40"
            )
            else []
        )
        faltas += [f"{caso.documento}: the bar speaks"] if telefono.locator("#barra button").is_visible() else []
        faltas += [f"{caso.documento}: filters"] if telefono.locator("#vencidas, #tipo").first.is_visible() else []
        # In no currency in which nothing is owed.
        assert telefono.locator(".pestanas").count() == 0
    assert not faltas, "\n".join(faltas)
    _entrar(telefono, EN_DOLARES)
    expect(telefono.locator(".linea strong")).to_contain_text("USD")


@pytest.mark.parametrize("letra", [16, 24, 32])
def test_the_bar_wraps_and_covers_nothing_whatever_the_letters(telefono: Page, letra: int) -> None:
    _letra(telefono, letra)
    faltas: list[str] = []
    for documento in (LARGA, "4567890", EN_DOLARES):
        _entrar(telefono, documento)
        for ancho in (320, ANCHO):
            telefono.set_viewport_size({"width": ancho, "height": ALTO})
            for paso in ("nada", "elegido", "falta"):
                if paso == "elegido":
                    telefono.locator("button[value=vencido]").click()
                    expect(telefono.locator("#barra")).to_contain_text("con comisión")
                elif paso == "falta":
                    telefono.locator(".deuda input").first.evaluate("caja => caja.click()")
                    expect(telefono.locator("#barra button")).to_have_text("Agregar")
                barra, pie = telefono.evaluate(AL_FINAL)
                donde = f"{documento} {ancho} {letra} {paso}"
                faltas += [f"{donde}: the bar covers the foot"] if barra < pie - 1 else []
                faltas += [f"{donde}: {cada}" for cada in telefono.evaluate(FUERA)]
                ancha = telefono.evaluate("document.documentElement.scrollWidth")
                faltas += [f"{donde}: scrolls sideways ({ancha})"] if ancha > ancho else []
                telefono.evaluate("scrollTo(0, 0)")
                alta = telefono.locator("#barra").evaluate(
                    "barra => getComputedStyle(barra).position === 'sticky' ? barra.offsetHeight : 0"
                )
                faltas += [f"{donde}: the bar takes {alta} px"] if alta > ALTO / 3 else []
            telefono.locator("button[value=vencido]").click()
            expect(telefono.locator("#barra")).to_contain_text("con comisión")
            telefono.get_by_role("button", name="Vaciar lo elegido").evaluate("boton => boton.click()")
            expect(telefono.locator("#barra")).to_contain_text("Nada elegido")
    assert not faltas, "\n".join(faltas)


def test_a_request_that_a_later_one_overtook_never_paints(telefono: Page) -> None:
    _entrar(telefono, "4100001")
    cajas = telefono.locator(".deuda input")
    tardia: list[Route] = []

    def atender(route: Route) -> None:
        if tardia:
            route.continue_()
        else:
            tardia.append(route)

    telefono.route("**/deudas/carrito", atender)
    with telefono.expect_request("**/deudas/carrito"):
        cajas.nth(0).evaluate("caja => caja.click()")
    cajas.nth(1).evaluate("caja => caja.click()")
    expect(telefono.locator("#barra")).to_contain_text("2 deudas, con comisión")
    tardia[0].fulfill(status=200, content_type="text/html", body='<section id="carrito">tarde</section>')
    telefono.wait_for_timeout(300)
    expect(telefono.locator("#carrito")).not_to_contain_text("tarde")
    expect(telefono.locator("#barra")).to_contain_text("2 deudas, con comisión")


def test_a_year_opens_where_it_is_and_keeps_what_was_ticked(telefono: Page) -> None:
    _entrar(telefono, LARGA)
    telefono.locator(".deuda input").first.evaluate("caja => caja.click()")
    expect(telefono.locator("#barra")).to_contain_text("1 deuda, con comisión")
    telefono.get_by_role("button", name="2028").click()
    expect(telefono.locator("#a-2028 summary")).to_be_focused()
    expect(telefono.locator("#a-2028 .deuda")).to_have_count(12)
    expect(telefono.locator(".deuda input").first).to_be_checked()
    telefono.locator("#a-2028").get_by_role("button", name="Pagar hasta acá").first.click()
    expect(telefono.locator("#barra")).to_contain_text("16 deudas, con comisión")
    expect(telefono.locator("#a-2028 input:checked")).to_have_count(1)
