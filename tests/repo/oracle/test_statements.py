"""Every statement of ours, wherever written: both schemas have what it names, and Oracle has the words it uses."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
import sqlglot
from sqlglot import exp

from portal.repo.embedded.link.functions import FUNCIONES as FUNCIONES_PROPIAS
from tests.repo.oracle.ddl import SQLITE, de_oracle, de_sqlite, guion
from tests.repo.oracle.grammar import RESERVADAS, faltas
from tests.repo.statements import todas

EN_SQLITE = de_sqlite(SQLITE.read_text("utf-8"))
EN_ORACLE = de_oracle(guion("portal.sql"), guion("erp.sql"))
# Functions that mean the same on both engines, and words that a parenthesis may follow.
FUNCIONES = frozenset(
    {
        "coalesce",
        "max",
        "min",
        "sum",
        "count",
        "row_number",
        "lower",
        "upper",
        "length",
        "substr",
        "instr",
        "standard_hash",
        "rawtohex",
    }
)
PALABRAS = frozenset(
    {"and", "exists", "from", "in", "join", "not", "on", "or", "over", "select", "values", "when", "where"}
)
# Words that only one of the two understands.
AJENOS = (exp.Limit, exp.Offset, exp.Fetch, exp.OnConflict, exp.Returning, exp.Boolean, exp.Lock, exp.ILike, exp.Glob)


SENTENCIAS = dict(todas())


def _rechazos(sql: str) -> list[str]:
    """Why a statement would not run on both engines; empty where it would."""
    arbol = sqlglot.parse_one(sql, dialect="oracle")
    razones = [f"{nodo.key} is not for both engines" for nodo in arbol.find_all(*AJENOS)]
    razones += [f"function {nombre}" for nombre in _llamadas(sql) - FUNCIONES - PALABRAS - set(EN_ORACLE)]
    # Those that are called without a parenthesis.
    razones += [nodo.key for nodo in arbol.find_all(exp.CurrentTimestamp, exp.CurrentDate, exp.CurrentTime)]
    razones += [
        "a condition compared as a value" for nodo in arbol.find_all(exp.EQ, exp.NEQ) if _compara_condiciones(nodo)
    ]
    razones += ["an empty text is NULL on Oracle" for nodo in arbol.find_all(exp.Literal) if nodo.this == ""]
    razones += [
        f"AS before the alias {nodo.alias} of a table" for nodo in arbol.find_all(exp.Table) if _con_as(sql, nodo.alias)
    ]
    razones += [f":{bind} is a reserved word" for bind in re.findall(r":(\w+)", sql) if bind.upper() in RESERVADAS]
    return [*razones, *_nombres_ajenos(arbol), *faltas(sql)]


def _llamadas(sql: str) -> set[str]:
    return {nombre.lower() for nombre in re.findall(r"(\w+)\s*\(", sql)}


def _compara_condiciones(nodo: exp.Binary) -> bool:
    return any(isinstance(lado.unnest(), (exp.Predicate, exp.Connector)) for lado in (nodo.this, nodo.expression))


def _con_as(sql: str, alias: str) -> bool:
    return bool(alias) and re.search(rf"\bportal_\w+\s+AS\s+{alias}\b", sql, re.IGNORECASE) is not None


def _nombres_ajenos(arbol: exp.Expression) -> Iterator[str]:
    tablas = {nodo.alias_or_name.lower(): nodo.name.lower() for nodo in arbol.find_all(exp.Table)}
    for nombre in tablas.values():
        if nombre not in EN_SQLITE or nombre not in EN_ORACLE:
            yield f"table {nombre}"
            return
    alias = {nodo.alias.lower() for nodo in arbol.find_all(exp.Alias)}
    conocidas = {columna for nombre in tablas.values() for columna in EN_ORACLE[nombre].columnas}
    insertadas = [nodo.name for esquema in arbol.find_all(exp.Schema) for nodo in esquema.expressions]
    for columna in arbol.find_all(exp.Column):
        lugar = columna.table.lower()
        de_ahi = set(EN_ORACLE[tablas[lugar]].columnas) if lugar in tablas else conocidas | alias
        if columna.name.lower() not in de_ahi:
            yield f"column {columna.sql()}"
    yield from (f"column {nombre}" for nombre in insertadas if nombre.lower() not in conocidas)


def test_the_statements_are_found() -> None:
    assert {
        "repo.tables.payments.pagos.CREAR",
        "repo.tables.payments.listados.CANAL_SIGUIENTE",
        "repo.tables.payments.eventos.ANOTAR",
    } <= set(SENTENCIAS)


@pytest.mark.parametrize("nombre", SENTENCIAS)
def test_a_statement_runs_on_both(nombre: str) -> None:
    assert _rechazos(SENTENCIAS[nombre]) == []


@pytest.mark.parametrize("nombre", SENTENCIAS)
def test_sqlite_prepares_it(nombre: str) -> None:
    sql = SENTENCIAS[nombre]
    with closing(sqlite3.connect(":memory:")) as base:
        base.executescript(SQLITE.read_text("utf-8"))
        for funcion in FUNCIONES_PROPIAS:
            base.create_function(*funcion)
        base.execute(f"EXPLAIN {sql}", dict.fromkeys(re.findall(r":(\w+)", sql)))


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT id FROM portal_pago LIMIT 1",
        "SELECT id FROM portal_pago ORDER BY id FETCH FIRST 1 ROWS ONLY",
        "SELECT p.id FROM portal_pago AS p",
        "SELECT id FROM portal_pago WHERE mod_fact = ''",
        "SELECT ifnull(mod_fact, 'x') AS m FROM portal_pago",
        "SELECT nvl(mod_fact, 'x') AS m FROM portal_pago",
        "SELECT sysdate AS hoy FROM portal_pago",
        "SELECT strftime('%s', 'now') AS hoy FROM portal_pago",
        "SELECT id FROM portal_pagos",
        "SELECT importe FROM portal_pago",
        "SELECT p.importe FROM portal_pago p",
        "SELECT id FROM portal_pago WHERE id = :number",
        "INSERT INTO portal_codigo (emisor, codigo, quemado, en) VALUES (:emisor, :codigo, 1, :en)",
        "INSERT INTO portal_codigo (emisor, cod_transaccion, quemado, en) VALUES (:e, :c, 1, 2) ON CONFLICT DO NOTHING",
        "UPDATE portal_pago SET mod_fact = :m WHERE id = :id RETURNING id",
        "SELECT id FROM portal_pago WHERE (estado = 'PAGADO') = (anulado IS NULL)",
        "SELECT id FROM portal_usuario WHERE activo = TRUE",
        "SELECT id FROM portal_pago FOR UPDATE",
        "SELECT id FROM portal_pago WHERE id IN (SELECT pago_id FROM portal_lineas)",
    ],
)
def test_what_one_engine_lacks_is_refused(sql: str) -> None:
    assert _rechazos(sql)


def test_names_fit_oracle_from_12_1() -> None:
    for nombre, tabla in EN_ORACLE.items():
        for cual in (nombre, *tabla.columnas, *tabla.indices):
            assert cual.upper() not in RESERVADAS, cual
            assert re.fullmatch(r"[a-z][a-z0-9_]{0,29}", cual), cual
    restricciones = re.findall(r"CONSTRAINT (\w+)", guion("portal.sql") + guion("erp.sql"))
    assert len(restricciones) == len(set(restricciones))
    assert max(map(len, restricciones)) <= 30
