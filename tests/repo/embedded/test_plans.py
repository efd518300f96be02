"""How SQLite finds the rows of every statement: none that a page, a route or the sweep runs reads a table that grows
from one end to the other."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from portal.repo.embedded import carrying, erp
from portal.repo.embedded.link.functions import FUNCIONES
from portal.repo.tables.access import anotaciones
from portal.repo.tables.desk import clientes
from portal.repo.tables.payments import historia, listados, seguimiento, sumas
from tests.repo import statements
from tests.repo.oracle.ddl import SQLITE

# Read whole they cost the same in every year: one row, or what one person or one list brings.
DE_POCAS_FILAS = frozenset(
    {
        "portal_pulso",
        "portal_cadena",
        "portal_intento_en_curso",
        "portal_extracto_perfil",
        "portal_extracto_borrador",
        "portal_extracto_parte",
        "erp_carga",
        "erp_cambio",
    }
)
DE_NOCHE = "repo.tables.invariants."
RAZONES = {
    "repo.tables.access.usuarios.TODOS": "every user is what the command lists",
    "repo.tables.payments.listados.TODOS": "the beginning of a statement, and none by itself",
    "repo.tables.payments.situaciones.LINEA": "the beginning of statements, and none by itself",
    "repo.tables.mail.rondas.QUIEN": "the beginning of statements, and none by itself",
    "repo.tables.desk.empresas.DESDE_LA_ULTIMA": "from the newest down, and it stops at its page",
    "lista de todos": "from the newest down, and it stops at its page",
}
RECORRE = re.compile(r"SCAN (\w+)")
DE_TABLA = re.compile(r"\b((?:portal|erp)_\w+)(?:\s+(?:AS\s+)?(?!WHERE\b|ON\b|JOIN\b|LEFT\b|SET\b)(\w+))?")


def _sentencias() -> Iterator[tuple[str, str]]:
    for nombre, sql in (*statements.todas(), *statements.de_modulo(erp), *statements.de_modulo(carrying)):
        if not nombre.startswith(DE_NOCHE):
            yield nombre, sql


SENTENCIAS = dict(_sentencias())
PAGINAS = {
    **dict(statements.de_las_listas()),
    **dict(statements.de_las_busquedas()),
    "clientes por una palabra": clientes.QUIENES,
    "clientes por documento": clientes.CON_DOCUMENTO,
    "clientes por codigo": clientes.CON_CODIGO,
    "clientes por final": clientes.CON_FINAL,
    "clientes por parte de un codigo": clientes.CON_PARTE,
    "clientes por total": clientes.CON_TOTAL,
    "clientes por numero": clientes.ENTRE_NUMEROS,
    "historia de un cliente": historia.HASTA,
    "meses de un cliente": historia.ENTRE,
    # By their total they are put in order from the days that were asked for.
    **{nombre: sql for nombre, sql in statements.de_la_mesa() if " nuevos " in nombre or " viejos " in nombre},
    "los pendientes": seguimiento.PENDIENTES,
    "las miradas": anotaciones.MIRADAS,
    **{
        f"auditoria de {actor=} {accion=}": anotaciones.sentencia(actor=actor, accion=accion)
        for actor in (True, False)
        for accion in (True, False)
    },
}


def _plan(sql: str) -> list[str]:
    with closing(sqlite3.connect(":memory:")) as base:
        base.executescript(SQLITE.read_text("utf-8"))
        for funcion in FUNCIONES:
            base.create_function(*funcion)
        return [fila[3] for fila in base.execute(f"EXPLAIN QUERY PLAN {sql}", _nada(sql))]


def _nada(sql: str) -> dict[str, None]:
    return dict.fromkeys(re.findall(r":(\w+)", sql))


def _recorridas(sql: str) -> set[str]:
    """The tables that grow and that it reads from one end to the other."""
    tablas = {alias or tabla: tabla for tabla, alias in DE_TABLA.findall(sql)} | {
        tabla: tabla for tabla, _ in DE_TABLA.findall(sql)
    }
    leidas = {tablas.get(quien) for paso in _plan(sql) for quien in RECORRE.findall(paso)}
    return {tabla for tabla in leidas if tabla is not None} - DE_POCAS_FILAS


@pytest.mark.parametrize("nombre", sorted(SENTENCIAS.keys() - RAZONES))
def test_rows_are_found_by_an_index(nombre: str) -> None:
    assert not _recorridas(SENTENCIAS[nombre]), _plan(SENTENCIAS[nombre])


@pytest.mark.parametrize("nombre", RAZONES)
def test_what_is_read_whole_is_still_so(nombre: str) -> None:
    """A reason that nothing needs any more goes."""
    assert _recorridas(SENTENCIAS[nombre])


@pytest.mark.parametrize("nombre", PAGINAS)
def test_a_page_is_not_sorted_from_all(nombre: str) -> None:
    """Only what is searched, or is of one customer, comes from several indexes and is put in order."""
    junta = "UNION" in PAGINAS[nombre]
    assert junta or not any("TEMP B-TREE" in paso for paso in _plan(f"{PAGINAS[nombre]} LIMIT :cuantas"))


@pytest.mark.parametrize("pedidos", [cada for cada in statements.LISTAS if len(cada - {"desde"}) > 1], ids=sorted)
def test_who_or_what_is_asked_for_goes_before_a_state(pedidos: frozenset[str]) -> None:
    """Half of all payments are in one state; of one customer, or of one code, there are few."""
    plan = _plan(listados.sentencia(pedidos))
    assert not any("portal_pago_estado" in paso for paso in plan), plan
    assert pedidos <= {"emisor", "estado", "desde"} or not any("portal_pago_emisor" in paso for paso in plan), plan


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT p.id FROM portal_pago p WHERE p.cliente = :cliente",
        "SELECT id FROM portal_pago WHERE (:emisor IS NULL OR emisor = :emisor)",
        "SELECT count(*) AS cuantos FROM portal_usuario",
        "UPDATE portal_consulta SET comision = NULL WHERE cliente = :cliente",
        "DELETE FROM portal_sesion WHERE creada < :antes",
    ],
)
def test_one_that_reads_all_is_seen(sql: str) -> None:
    assert _recorridas(sql)


@pytest.mark.parametrize(
    ("actor", "accion", "indice"),
    [
        (True, True, "portal_auditoria_actor_accion"),
        (True, False, "portal_auditoria_actor"),
        (False, True, "portal_auditoria_accion"),
        (False, False, "INTEGER PRIMARY KEY"),
    ],
)
def test_the_audit_is_read_in_the_order_of_an_index(actor: bool, accion: bool, indice: str) -> None:
    (paso,) = _plan(f"{anotaciones.sentencia(actor=actor, accion=accion)} LIMIT :cuantas")
    assert paso.startswith("SEARCH")
    assert f"{indice} (" in paso, paso


@pytest.mark.parametrize("nombre", dict(statements.de_la_mesa()))
def test_the_desk_s_table_is_read_from_one_index_alone(nombre: str) -> None:
    plan = _plan(dict(statements.de_la_mesa())[nombre])
    assert plan[0].startswith("SEARCH portal_pago USING COVERING INDEX portal_pago_creado ("), plan


def test_a_day_s_sums_are_read_from_one_index_alone() -> None:
    plan = _plan(sumas.DE_UN_DIA)
    assert plan[0].startswith("SEARCH portal_pago USING COVERING INDEX portal_pago_pagado ("), plan


def test_looks_at_a_customer_are_found_among_those_of_others() -> None:
    assert "portal_auditoria_miradas (" in _plan(f"{anotaciones.MIRADAS} LIMIT :cuantas")[0]
