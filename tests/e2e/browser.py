"""Chromium as Debian ships it."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Playwright

CHROMIUM = "/usr/bin/chromium"
ARGUMENTOS = [
    # What its own build asks for is no customer's language.
    "--accept-lang=es-PY,es",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def abrir(motor: Playwright) -> Iterator[Browser]:
    """The browser, closed afterwards."""
    navegador = motor.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTOS)
    try:
        yield navegador
    finally:
        navegador.close()
