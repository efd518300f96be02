"""Every component in every state, on phones and on a desk, light and dark, and with letters twice as large: nothing
scrolls sideways, no text is cut, axe finds nothing, and what is touched is large enough.

With PORTAL_FOTOS=CARPETA the pictures are left there, for whoever looks: to compare them point by point would only tell
one machine's fonts from another's.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.e2e.screens import ANCHOS, TEMAS
from tests.e2e.test_accessibility import CORTADOS, DE_COLOR, PARTIDOS, TODAS, axe

# Half of 360 px is what a person with letters of 32 px has: every measure of ours grows with them.
MEDIDAS = {**ANCHOS, 180: 370}
FOTOS = os.environ.get("PORTAL_FOTOS", "")

# Words that their own box hides, and boxes that end beyond the screen. What is only heard is a point on purpose.
TAPADOS = """
() => [...document.querySelectorAll("main *, .barra *, header *")]
    .filter(nodo => nodo.textContent.trim() && nodo.checkVisibility())
    .filter(nodo => !nodo.closest(".vh, .tabla thead, select, .nav"))
    .filter(nodo => {
        const marco = nodo.getBoundingClientRect();
        const corta = getComputedStyle(nodo).overflowX !== "visible" && nodo.scrollWidth > nodo.clientWidth + 1;
        return corta || marco.right > innerWidth + 1 || marco.left < -1;
    }).map(nodo => nodo.className + ": " + nodo.textContent.trim().slice(0, 40))
"""
# Words that stand on those beside them.
ENCIMADOS = """
() => [...document.querySelectorAll(".barra, .cabeza, .suma > div, .datos > div, .deuda label, .acciones")]
    .filter(fila => fila.checkVisibility())
    .flatMap(fila => {
        const marcos = [...fila.children].map(cada => {
            const tramo = document.createRange();
            tramo.selectNodeContents(cada);
            return cada.matches(".btn, input") ? cada.getBoundingClientRect() : tramo.getBoundingClientRect();
        });
        return marcos.flatMap((uno, i) => marcos.slice(i + 1).filter(otro =>
            uno.left < otro.right - 1 && otro.left < uno.right - 1
            && uno.top < otro.bottom - 1 && otro.top < uno.bottom - 1
        )).map(() => fila.className + ": " + fila.textContent.trim().slice(0, 40));
    })
"""
# What is touched, and its label where that is what a finger finds.
CHICOS = """
() => [...document.querySelectorAll("button, .btn, select, input:not([type=hidden]), textarea, summary, nav a, .pie a")]
    .map(nodo => nodo.matches("[type=checkbox], [type=radio]") ? nodo.closest("label") : nodo)
    .filter(nodo => nodo.checkVisibility() && nodo.getBoundingClientRect().height < 43.5)
    .map(nodo => nodo.tagName + "." + nodo.className + ": " + nodo.textContent.trim().slice(0, 40))
"""


def _paginas(hoja: Page) -> Iterator[str]:
    hoja.goto("/componentes")
    nombres = [str(enlace.get_attribute("href")) for enlace in hoja.locator("main nav .migas a").all()]
    yield "componentes"
    for direccion in nombres:
        hoja.goto(direccion)
        yield direccion.rpartition("/")[2]


def test_every_state_of_every_component_holds(chromium: Browser, servidor: str) -> None:
    programa = (Path(axe.__file__).parent / "axe.min.js").read_text("utf-8")
    # A colour on its way from one theme to the other has no contrast to judge.
    contexto = chromium.new_context(base_url=servidor, reduced_motion="reduce")
    hoja = contexto.new_page()
    faltas: list[str] = []
    vistas = 0
    for nombre in _paginas(hoja):
        hoja.evaluate(f"() => {{ {programa} }}")
        for ancho, alto in MEDIDAS.items():
            hoja.set_viewport_size({"width": ancho, "height": alto})
            donde = f"{nombre} {ancho}"
            ancha = hoja.evaluate("document.documentElement.scrollWidth")
            faltas += [f"{donde}: scrolls sideways ({ancha})"] if ancha > ancho else []
            faltas += [f"{donde}: {texto} is cut" for texto in hoja.evaluate(TAPADOS) + hoja.evaluate(CORTADOS)]
            faltas += [f"{donde}: {texto} overlaps" for texto in hoja.evaluate(ENCIMADOS)]
            if ancho in ANCHOS:
                faltas += [f"{donde}: {importe} is broken" for importe in hoja.evaluate(PARTIDOS)]
                faltas += [f"{donde}: {cosa} is small to touch" for cosa in hoja.evaluate(CHICOS)]
            for tema, esquema in TEMAS.items():
                vistas += 1
                hoja.emulate_media(color_scheme=esquema)
                faltas += [
                    f"{donde} {tema}: {falta['id']}: {falta['nodes'][0]['html'][:200]}"
                    for falta in hoja.evaluate(TODAS if tema == "claro" else DE_COLOR)["violations"]
                ]
                if FOTOS:
                    hoja.screenshot(path=Path(FOTOS) / f"{nombre}-{ancho}-{tema}.png", full_page=True)
    contexto.close()
    assert vistas >= 2 * len(MEDIDAS) * 25
    assert not faltas, "\n".join(sorted(set(faltas)))
