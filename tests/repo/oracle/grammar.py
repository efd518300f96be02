"""Oracle's grammar, as sqlfluff keeps it, and what that grammar lets through although Oracle does not."""

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import zip_longest

from sqlfluff.core import FluffConfig, Linter
from sqlfluff.core.dialects import dialect_selector
from sqlfluff.core.linter import ParsedString
from sqlfluff.core.parser import BaseSegment

RESERVADAS = frozenset(dialect_selector("oracle").sets("reserved_keywords"))
UNIDADES = ("create_package_body_statement", "create_trigger_statement")
SENTENCIAS = ("select_statement", "insert_statement", "update_statement", "delete_statement")


@lru_cache(maxsize=1)
def _linter() -> Linter:
    return Linter(config=FluffConfig(overrides={"dialect": "oracle", "templater": "raw"}))


@cache
def _analizar(sql: str) -> ParsedString:
    return _linter().parse_string(sql)


def faltas(sql: str) -> list[str]:
    """What does not parse, or cannot be read at all; and statements of PL/SQL without their semicolon, which this
    grammar takes as optional."""
    analizado = _analizar(sql)
    halladas = [error.desc() for error in analizado.violations]
    if not halladas and analizado.tree is not None:
        halladas += [f"no semicolon after: {trozo.raw[:40]}" for trozo in _sin_cerrar(analizado.tree)]
    return halladas


def _sin_cerrar(arbol: BaseSegment) -> Iterator[BaseSegment]:
    """Statements within a unit of PL/SQL that are not followed by a semicolon."""
    for unidad in arbol.recursive_crawl(*UNIDADES):
        for padre in unidad.recursive_crawl_all():
            hijos = [hijo for hijo in padre.segments if hijo.is_code]
            for hijo, siguiente in zip_longest(hijos, hijos[1:]):
                if hijo.is_type("statement") and not (siguiente and siguiente.is_type("statement_terminator")):
                    yield hijo


def funciones_propias_en_sql(cuerpo: str) -> set[str]:
    """Functions of a package body that its own SQL statements call."""
    arbol = _analizar(cuerpo).tree
    assert arbol is not None
    propias = {
        nombre.raw.lower()
        for funcion in arbol.recursive_crawl("create_function_statement")
        for nombre in list(funcion.recursive_crawl("function_name"))[:1]
    }
    usadas = {
        nombre.raw.lower()
        for sentencia in arbol.recursive_crawl(*SENTENCIAS)
        for nombre in sentencia.recursive_crawl("function_name")
    }
    return propias & usadas
