"""axe-core on every page, in both widths and themes, and with letters twice as large."""

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

axe = pytest.importorskip("axe_playwright_python", reason="falta axe: pip install '.[ci]'")

from tests.e2e.screens import ANCHOS, preparar, visitar  # noqa: E402 - after the skip
from tests.e2e.server import servir  # noqa: E402

TODAS = "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
# What another theme can change.
DE_COLOR = "axe.run({runOnly: {type: 'rule', values: ['color-contrast']}})"

# A phone and a desk; the width between them by option.
MIRADOS = tuple(ANCHOS) if os.environ.get("PRUEBAS_LARGAS") else (min(ANCHOS), max(ANCHOS))

# Amounts of which a figure is on the next line.
PARTIDOS = """
() => [...document.querySelectorAll("dd, td, .cuanto, b")]
    .filter(nodo => nodo.checkVisibility() && /^(Gs\\.|USD)[\\s\\d.,]+$/.test(nodo.textContent.trim()))
    .filter(nodo => {
        const tramo = document.createRange();
        tramo.selectNodeContents(nodo);
        const [primero, ...otros] = tramo.getClientRects();
        return otros.some(cada => cada.top >= primero.bottom - 2);
    }).map(nodo => nodo.textContent.trim())
"""


@pytest.fixture
def empresa(plantilla: Path, tmp_path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """A company in which much has happened: its address, and the pages that it leads to."""
    base = tmp_path / "casa.sqlite3"
    shutil.copyfile(plantilla, base)
    # In a thread: the browser's loop runs in this one.
    with ThreadPoolExecutor(1) as thread:
        preparadas = thread.submit(preparar, base).result()
    with servir(base) as direccion:
        yield direccion, preparadas


# Amounts that end beyond the screen.
CORTADOS = """
() => [...document.querySelectorAll("dd, td, .cuanto, .monto, b")]
    .filter(nodo => /^(Gs\\.|USD)[\\s\\d.,]+$/.test(nodo.textContent.trim()))
    .filter(nodo => nodo.getBoundingClientRect().right > innerWidth + 1)
    .map(nodo => nodo.textContent.trim())
"""
# Half of 360 px is what a person with letters of 32 px has: every measure of ours grows with them.
LETRA_DOBLE: ViewportSize = {"width": 180, "height": 370}


def test_no_page_has_a_violation(chromium: Browser, empresa: tuple[str, dict[str, str]]) -> None:
    # Evaluated by the browser's debugger and not as a script of the page, so that the policy stays as strict as it is.
    programa = (Path(axe.__file__).parent / "axe.min.js").read_text("utf-8")
    faltas: list[str] = []
    vistas = 0
    for nombre, hoja in visitar(chromium, *empresa):
        hoja.evaluate(f"() => {{ {programa} }}")
        for ancho in MIRADOS:
            hoja.set_viewport_size({"width": ancho, "height": ANCHOS[ancho]})
            vistas += 1
            faltas += [f"{nombre} {ancho}: {dicho}" for dicho in _violaciones(hoja, TODAS)]
            faltas += [f"{nombre} {ancho}: {importe} is broken" for importe in hoja.evaluate(PARTIDOS)]
            faltas += _de_costado(nombre, hoja, ancho)
        # Without motion: a colour on its way to another is neither.
        hoja.emulate_media(color_scheme="dark", reduced_motion="reduce")
        faltas += [f"{nombre} oscuro: {dicho}" for dicho in _violaciones(hoja, DE_COLOR)]
        hoja.emulate_media(color_scheme="light")
        hoja.set_viewport_size(LETRA_DOBLE)
        faltas += _de_costado(nombre, hoja, LETRA_DOBLE["width"])
        faltas += [f"{nombre}: {importe} is cut" for importe in hoja.evaluate(CORTADOS)]
    assert vistas >= 2 * 20
    assert faltas == []


def _violaciones(hoja: Page, que: str) -> list[str]:
    return [f"{falta['id']}: {falta['nodes'][0]['html']}" for falta in hoja.evaluate(que)["violations"]]


def _de_costado(nombre: str, hoja: Page, ancho: int) -> list[str]:
    ancha = hoja.evaluate("document.documentElement.scrollWidth")
    return [f"{nombre} {ancho}: scrolls sideways ({ancha})"] if ancha > ancho else []
