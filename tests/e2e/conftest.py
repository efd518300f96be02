"""Chromium as Debian ships it, on a real server in a process of its own."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

CHROMIUM = "/usr/bin/chromium"
ARGUMENTOS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ESPERA_S = 30

pytest.importorskip("playwright", reason="falta playwright: pip install '.[ci]'")
if not Path(CHROMIUM).exists():
    pytest.skip(f"falta {CHROMIUM}: apt-get install chromium", allow_module_level=True)

from playwright.sync_api import Browser, Page, Playwright, sync_playwright  # noqa: E402 - after the skip


# Of this package alone: while it is open its loop runs in the main thread, and the other tests run loops of their own.
@pytest.fixture(scope="package")
def playwright(plantilla: Path) -> Iterator[Playwright]:  # noqa: ARG001 - made before: no other loop runs beside it
    with sync_playwright() as motor:
        yield motor


@pytest.fixture(scope="package")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    navegador = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTOS)
    yield navegador
    navegador.close()


def _puerto_libre() -> int:
    with socket.socket() as enchufe:
        enchufe.bind(("127.0.0.1", 0))
        return int(enchufe.getsockname()[1])


@pytest.fixture
def ajustes() -> list[str]:
    """AJUSTE=VALOR, for a module that needs others than the default ones."""
    return []


@pytest.fixture
def servidor(plantilla: Path, tmp_path: Path, ajustes: list[str]) -> Iterator[str]:
    """Its address; the process is ended by its own number."""
    ruta = tmp_path / "casa.sqlite3"
    shutil.copyfile(plantilla, ruta)
    puerto = _puerto_libre()
    proceso = subprocess.Popen([sys.executable, "-m", "tests.e2e.servidor", str(ruta), str(puerto), *ajustes])  # noqa: S603 - our own module
    direccion = f"http://127.0.0.1:{puerto}"
    limite = time.monotonic() + ESPERA_S
    try:
        while True:
            try:
                urllib.request.urlopen(f"{direccion}/ayuda", timeout=1).close()  # noqa: S310 - loopback
                break
            except OSError:
                assert proceso.poll() is None, "the server ended by itself"
                assert time.monotonic() < limite, "the server did not start"
                time.sleep(0.1)
        yield direccion
    finally:
        proceso.terminate()
        proceso.wait(ESPERA_S)


@pytest.fixture
def pagina(chromium: Browser, servidor: str) -> Iterator[Page]:
    """A tab with JavaScript; a message of the CSP, or a script's error, fails the test."""
    yield from _pestana(chromium, servidor, con_js=True)


@pytest.fixture
def pagina_sin_js(chromium: Browser, servidor: str) -> Iterator[Page]:
    yield from _pestana(chromium, servidor, con_js=False)


def _pestana(chromium: Browser, servidor: str, *, con_js: bool) -> Iterator[Page]:
    contexto = chromium.new_context(
        base_url=servidor, java_script_enabled=con_js, viewport={"width": 390, "height": 844}
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
