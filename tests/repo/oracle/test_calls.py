"""The calls that the portal makes, beside the procedures as production has them: by position, direction and type."""

import ast
import re
from pathlib import Path

import pytest

from portal.repo.oracle import paquete
from tests.oracle_wire.handler import OUT
from tests.oracle_wire.paquete import FIRMAS
from tests.repo.oracle import company
from tests.repo.oracle.test_paquete import PROCEDIMIENTOS

FUENTE = Path(paquete.__file__).read_text("utf-8")
TIPOS = {"str": "VARCHAR2", "int": "NUMBER", "Decimal": "NUMBER", "oracledb.DB_TYPE_CURSOR": "SYS_REFCURSOR"}
# What each OUT variable of the portal is called there; an IN value has the parameter's own name.
NOMBRES = {
    "cod": ("codresp",),
    "desc": ("descresp", "descreps"),
    "modo": ("mod_fact",),
    "comision": ("comision",),
    "deudas": ("deudas",),
    "nombre": ("desc_clie",),
    "cantidad": ("cant_deta",),
    "idsession": ("idsession",),
}


def _pedidos(fuente: str) -> dict[str, list[tuple[str, str]]]:
    """For each procedure called, its arguments: name in the portal, and direction and type as Oracle writes them."""
    hallados: dict[str, list[tuple[str, str]]] = {}
    clases = (nodo for nodo in ast.parse(fuente).body if isinstance(nodo, ast.ClassDef))
    for metodo in (nodo for clase in clases for nodo in clase.body if isinstance(nodo, ast.AsyncFunctionDef)):
        for llamada in (nodo for nodo in ast.walk(metodo) if isinstance(nodo, ast.Call)):
            if ast.unparse(llamada.func).endswith(".callproc"):
                procedimiento, argumentos = llamada.args
                assert isinstance(argumentos, ast.List)
                nombre = ast.unparse(procedimiento).rpartition(".")[2].rstrip("'\"").lower()
                formas = _formas(metodo)
                hallados[nombre] = [(cada, formas[cada]) for cada in map(ast.unparse, argumentos.elts)]
    return hallados


def _formas(metodo: ast.AsyncFunctionDef) -> dict[str, str]:
    """Parameters of the method go in, its variables come out in the type that they were made for."""
    formas = {
        parametro.arg: f"IN {TIPOS[ast.unparse(parametro.annotation)]}"
        for parametro in metodo.args.args
        if parametro.annotation is not None
    }
    for nodo in ast.walk(metodo):
        if (
            isinstance(nodo, ast.Assign)
            and isinstance(nodo.targets[0], ast.Tuple)
            and isinstance(nodo.value, ast.Tuple)
        ):
            for variable, valor in zip(nodo.targets[0].elts, nodo.value.elts, strict=True):
                if hecha := re.match(r"cursor\.var\(([\w.]+)", ast.unparse(valor)):
                    formas[ast.unparse(variable)] = f"OUT {TIPOS[hecha[1]]}"
    return formas


def _desacuerdos(fuente: str) -> list[str]:
    pedidos = _pedidos(fuente)
    malos = sorted(pedidos.keys() ^ PROCEDIMIENTOS.keys())
    for nombre, parametros in PROCEDIMIENTOS.items():
        esperados = [parametro.split(" ", 1) for parametro in parametros.split(", ")]
        dados = pedidos.get(nombre, [])
        if len(dados) != len(esperados):
            malos.append(f"{nombre}: {len(dados)} binds")
            continue
        for (dado, forma), (parametro, esperada) in zip(dados, esperados, strict=True):
            admitidos = (dado,) if forma.startswith("IN ") else NOMBRES[dado]
            if parametro not in admitidos or forma != esperada:
                malos.append(f"{nombre}: {dado} {forma} for {parametro} {esperada}")
    return malos


def test_every_call_is_productions_by_position_direction_and_type() -> None:
    assert _desacuerdos(FUENTE) == []


@pytest.mark.parametrize("firmas", [FIRMAS, company.FIRMAS])
def test_the_stand_in_has_productions_procedures(firmas: dict[str, tuple[company.Param, ...]]) -> None:
    dichas = {
        nombre.lower(): [(cada.name.lower(), "OUT" if cada.direction == OUT else "IN") for cada in parametros]
        for nombre, parametros in firmas.items()
    }
    assert dichas == {
        nombre: [tuple(parametro.split()[:2]) for parametro in parametros.split(", ")]
        for nombre, parametros in PROCEDIMIENTOS.items()
    }


@pytest.mark.parametrize(
    ("de", "a"),
    [
        ("[session, user, codtransaccion, cod, modo, desc]", "[session, codtransaccion, user, cod, modo, desc]"),
        ("[session, user, codtransaccion, cod, modo, desc]", "[session, user, codtransaccion, modo, cod, desc]"),
        ("[session, user, codtransaccion, cod, modo, desc]", "[session, user, codtransaccion, cod, desc]"),
        ("[documento, moneda, deudas, usuario,", "[documento, moneda, usuario, deudas,"),
        ("nombre, cantidad, idsession, cod, desc]", "nombre, idsession, cantidad, cod, desc]"),
        ("[codtransaccion, cod, desc]", "[codtransaccion, desc, cod]"),
        ("cod, desc = cursor.var(Decimal), cursor.var(str, LENGTH)", "cod, desc = cursor.var(str), cursor.var(str)"),
        ('VALIDAR_USURAIO", [', 'VALIDAR_USUARIO", ['),
        ('PA_ANUL", [', 'PAWEB_PAGO", ['),
        ("session: int, user: str", "session: str, user: str"),
    ],
)  # fmt: skip
def test_a_planted_mistake_is_seen(de: str, a: str) -> None:
    assert de in FUENTE
    assert _desacuerdos(FUENTE.replace(de, a))
