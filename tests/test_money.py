"""Money is Decimal from the database to the border: no float anywhere but where JSON wants a number."""

import ast
from pathlib import Path

import pytest

from portal import money
from portal.errors import NoEncontrado

RAIZ = Path(__file__).parent.parent / "portal"
BORDE = {
    *("web/wire.py", "web/to_wire.py"),  # JSON
    *("documents/sheet_xlsx.py", "imports/sheet_child.py"),  # a sheet's numbers, going out and coming in
    *("documents/recibo_pdf.py", "documents/estado_pdf.py"),  # millimetres of paper
    "documents/trazos.py",  # lengths of a drawing
    "demo/clientes.py",  # customers drawn by chance
    "imports/debts_sheet.py",  # how alike two titles are
    *("repo/embedded/repo.py", "repo/embedded/transactions.py", "web/outer/places.py"),  # until when to wait
}
# Words of a file that has to do with money; elsewhere a float is seconds to wait.
DE_DINERO = ("Decimal", "importe", "comision", "subtotal", "total:")


def _floats(ruta: Path) -> list[int]:
    arbol = ast.parse(ruta.read_text("utf-8"))
    # Seconds, which their name tells, are no money.
    segundos = {
        id(nodo.value)
        for nodo in ast.walk(arbol)
        if isinstance(nodo, ast.Assign) and all(isinstance(a, ast.Name) and a.id.endswith("_S") for a in nodo.targets)
    }
    return [nodo.lineno for nodo in ast.walk(arbol) if id(nodo) not in segundos and _es_float(nodo)]


def _es_float(nodo: ast.AST) -> bool:
    return (
        (isinstance(nodo, ast.Name) and nodo.id == "float")
        or (isinstance(nodo, ast.Constant) and isinstance(nodo.value, float))
        or (isinstance(nodo, ast.BinOp) and isinstance(nodo.op, ast.Div) and _es_numero(nodo))
    )


def _es_numero(nodo: ast.BinOp) -> bool:
    # Paths are joined with the same sign, and always to a text.
    return isinstance(nodo.right, ast.Constant) and isinstance(nodo.right.value, int)


def test_no_float_where_there_is_money() -> None:
    hallados = {
        str(ruta.relative_to(RAIZ)): lineas
        for ruta in RAIZ.rglob("*.py")
        if any(palabra in ruta.read_text("utf-8") for palabra in DE_DINERO) and (lineas := _floats(ruta))
    }
    assert hallados.keys() <= BORDE, hallados
    assert hallados


def test_a_currency_that_the_company_does_not_use() -> None:
    with pytest.raises(NoEncontrado) as unknown:
        money.moneda(3)
    assert unknown.value.codigo == "moneda-desconocida"
    assert unknown.value.mensaje == "Esa moneda no existe: usá 1 (guaraníes) o 2 (dólares)."
