"""Chromium as Debian ships it, on a real server in a process of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="falta playwright: pip install '.[ci]'")

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.e2e import browser
from tests.e2e.server import servir

if not Path(browser.CHROMIUM).exists():
    pytest.skip(f"falta {browser.CHROMIUM}: apt-get install chromium", allow_module_level=True)


# Of this package alone: while it is open its loop runs in the main thread, and the other tests run loops of their own.
@pytest.fixture(scope="package")
def playwright(plantilla: Path) -> Iterator[Playwright]:  # noqa: ARG001 - made before: no other loop runs beside it
    with sync_playwright() as motor:
        yield motor


@pytest.fixture(scope="package")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    with browser.abrir(playwright) as abierto:
        yield abierto


@pytest.fixture
def ajustes() -> list[str]:
    """AJUSTE=VALOR, for a module that needs others than the default ones."""
    return []


@pytest.fixture
def servidor(plantilla: Path, tmp_path: Path, ajustes: list[str]) -> Iterator[str]:
    """Its address, with a company of its own."""
    ruta = tmp_path / "casa.sqlite3"
    shutil.copyfile(plantilla, ruta)
    with servir(ruta, *ajustes) as direccion:
        yield direccion


@pytest.fixture
def pagina(chromium: Browser, servidor: str) -> Iterator[Page]:
    """A tab with JavaScript; a message of the CSP, or a script's error, fails the test."""
    yield from _pestana(chromium, servidor, con_js=True)


@pytest.fixture(params=[True, False], ids=["js", "no-js"])
def hoja(request: pytest.FixtureRequest, chromium: Browser, servidor: str) -> Iterator[Page]:
    """A tab with JavaScript, and again without it."""
    yield from _pestana(chromium, servidor, con_js=request.param)


@pytest.fixture
def pagina_sin_js(chromium: Browser, servidor: str) -> Iterator[Page]:
    yield from _pestana(chromium, servidor, con_js=False)


def _pestana(chromium: Browser, servidor: str, *, con_js: bool) -> Iterator[Page]:
    contexto = chromium.new_context(
        base_url=servidor, java_script_enabled=con_js, service_workers="block", viewport={"width": 390, "height": 844}
    )
    contexto.set_default_timeout(10_000)
    hoja = contexto.new_page()
    quejas: list[str] = []
    hoja.on("pageerror", lambda error: quejas.append(str(error)))
    hoja.on(
        "console",
        lambda mensaje: quejas.append(mensaje.text) if "Content Security Policy" in mensaje.text else None,
    )
    yield hoja
    contexto.close()
    assert not quejas
