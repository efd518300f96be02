"""The sets of states are whole and disjoint, and are spelt nowhere else: not in our code, and in SQL as they are."""

import ast
import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

import portal
from portal.repo.tables.conditions import entre
from portal.rules.payment import estados
from portal.structs.pagos import Estado
from tests.rules.payment.pagos import pago

RAIZ = Path(portal.__file__).parent
SENTENCIAS = sorted((RAIZ / "repo").rglob("*.sql"))
CODIGO = sorted(archivo for archivo in RAIZ.rglob("*.py") if archivo != RAIZ / "rules/payment/estados.py")
NOMBRES = frozenset(Estado)
CONJUNTOS = {nombre: conjunto for nombre, conjunto in vars(estados).items() if isinstance(conjunto, frozenset)}
LISTA = re.compile(r"IN\s*\(((?:\s*'[A-Z_]+'\s*,?)+)\)")
PASO = re.compile(r"'([A-Z_]+)>([A-Z_]+)'")


def _listas(texto: str) -> Iterator[frozenset[str]]:
    """What stands in each list of nothing but states of an attempt, two or more."""
    for lista in LISTA.findall(texto):
        dichos = frozenset(re.findall(r"'([A-Z_]+)'", lista))
        if len(dichos) > 1 and dichos <= NOMBRES:
            yield dichos


def _escritos(archivo: Path) -> Iterator[int]:
    """The lines where a test of membership, a case, or a frozenset spells two states or more."""
    for nodo in ast.walk(ast.parse(archivo.read_text())):
        match nodo:
            case ast.MatchOr(patterns=casos):
                varios = [caso.value for caso in casos if isinstance(caso, ast.MatchValue)]
            case ast.Compare(comparators=[ast.Tuple(elts=varios) | ast.Set(elts=varios) | ast.List(elts=varios)]):
                pass
            case ast.Call(func=ast.Name(id="frozenset"), args=[ast.Set(elts=varios)]):
                pass
            case _:
                continue
        if sum(isinstance(uno, ast.Attribute) and ast.unparse(uno.value) == "Estado" for uno in varios) > 1:
            yield nodo.lineno


def test_each_state_is_under_way_done_or_came_to_nothing() -> None:
    partes = (estados.EN_CURSO, estados.HECHOS, estados.SIN_EFECTO)
    assert frozenset().union(*partes) == NOMBRES
    assert not any(una & otra for una, otra in combinations(partes, 2))


@pytest.mark.parametrize("estado", Estado)
def test_the_sets_and_the_judgments_agree(estado: Estado) -> None:
    dudoso = estado is Estado.NO_EJECUTADO
    assert estados.retiene(pago(estado)) == (estado in estados.RETIENEN)
    assert estados.en_duda(pago(estado)) == (estado in estados.EN_DUDA)
    assert estados.retiene(pago(estado, pasarela="demo")) == (estado in estados.RETIENEN or dudoso)
    assert estados.en_duda(pago(estado, pasarela="demo")) == (estado in estados.EN_DUDA or dudoso)
    assert (estado in estados.RETIENEN or dudoso) == (estado not in estados.FINALES)


def test_a_condition_has_the_states_in_one_order() -> None:
    assert entre(estados.FIRMES, "p.estado") == "p.estado IN ('PAGADO', 'ANULANDO')"
    assert set(re.findall(r"'([A-Z_]+)'", entre(NOMBRES))) == NOMBRES


@pytest.mark.parametrize("archivo", SENTENCIAS, ids=lambda archivo: archivo.relative_to(RAIZ).as_posix())
def test_each_list_in_a_schema_is_one_of_the_sets(archivo: Path) -> None:
    texto = archivo.read_text()
    for lista in _listas(texto):
        assert lista in [*CONJUNTOS.values(), NOMBRES], sorted(lista)
    if pasos := PASO.findall(texto):
        assert set(pasos) == {(de, a) for de, a in estados.TRANSICIONES if de}


@pytest.mark.parametrize("motor", ["embedded", "oracle"])
def test_each_schema_has_the_states_that_are_paid_and_final(motor: str) -> None:
    listas = {lista for archivo in SENTENCIAS if motor in archivo.parts for lista in _listas(archivo.read_text())}
    assert {NOMBRES, estados.HECHOS, estados.FINALES, estados.INICIALES} <= listas


def test_no_code_spells_a_set_again() -> None:
    textos = {archivo: archivo.read_text() for archivo in CODIGO}
    assert not [archivo.name for archivo, texto in textos.items() if any(_listas(texto))]
    escritos = [f"{archivo.relative_to(RAIZ)}:{linea}" for archivo in CODIGO for linea in _escritos(archivo)]
    assert not escritos
