"""docs/architecture.md, held to the code: its drawing, and the places that it sends a reader to."""

import re
from pathlib import Path

import grimp
import pytest

RAIZ = Path(__file__).parent.parent
PAGINA = (RAIZ / "docs/architecture.md").read_text("utf-8")
SUELTOS = re.search(r"Left out of the drawing.*?: (.*?)\. Only", PAGINA, re.DOTALL)
PAGINAS = [RAIZ / "README.md", RAIZ / "CONTRIBUTING.md", *sorted((RAIZ / "docs").rglob("*.md"))]
BASES = [RAIZ, *(RAIZ / "portal" / sala for sala in (".", "repo", "static", "styles", "templates"))]
# A file in backticks, by its path from the project's folder or from one of the portal's; NNNN stands for any number.
LUGAR = re.compile(r"`((?:[\w.-]+/)+[\w.-]+\.(?:py|sql|md|html|css|js|po|toml|sh))`")


def _sala(modulo: str) -> str:
    return modulo.split(".")[1]


def _flechas() -> set[tuple[str, str]]:
    """Who imports whom, among what stands directly in the portal."""
    grafo = grimp.build_graph("portal", cache_dir=None)
    return {
        (_sala(modulo), _sala(otro))
        for modulo in grafo.modules - {"portal"}
        for otro in grafo.find_modules_directly_imported_by(modulo) - {"portal"}
        if _sala(modulo) != _sala(otro)
    }


def _alcanza(flechas: set[tuple[str, str]], desde: str) -> set[str]:
    vistos: set[str] = set()
    faltan = [desde]
    while faltan:
        actual = faltan.pop()
        nuevos = {a for de, a in flechas if de == actual} - vistos
        vistos |= nuevos
        faltan += nuevos
    return vistos


def _sin_atajos(flechas: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Without those whose end is reached by another way."""
    alcanzan = {de: _alcanza(flechas, de) for de in {cada for flecha in flechas for cada in flecha}}
    return {(de, a) for de, a in flechas if not any(a in alcanzan[b] for d, b in flechas if d == de and b != a)}


def test_the_drawing_is_the_code() -> None:
    assert SUELTOS
    sueltos = set(re.findall(r"`(\w+)`", SUELTOS[1])) | {"__main__"}
    dibujadas = set(re.findall(r"^    (\w+) --> (\w+)$", PAGINA, re.MULTILINE))
    flechas = {(de, a) for de, a in _flechas() if not {de, a} & sueltos}
    assert dibujadas == _sin_atajos(flechas)
    assert sueltos.isdisjoint({sala for flecha in dibujadas for sala in flecha})


@pytest.mark.parametrize("pagina", PAGINAS, ids=lambda pagina: pagina.relative_to(RAIZ).as_posix())
def test_a_place_that_a_page_names_is_there(pagina: Path) -> None:
    faltan = [
        lugar
        for lugar in LUGAR.findall(pagina.read_text("utf-8"))
        if "NNNN" not in lugar and not any((base / lugar).exists() for base in (*BASES, pagina.parent))
    ]
    assert not faltan
