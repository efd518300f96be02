"""Oracle's grammar accepts every script as it is, and refuses it with a slip of the kind that people make."""

import re

import pytest

from portal.repo.migrations.steps import Step, steps
from portal.repo.oracle.schema.migration import CALLS
from portal.repo.oracle.schema.script import statements
from tests.repo.oracle.ddl import ORACLE
from tests.repo.oracle.grammar import RESERVADAS, faltas, funciones_propias_en_sql

GUIONES = sorted(ruta.name for ruta in ORACLE.glob("*.sql"))
REGLAS = "pack_pago_reglas_body.sql"
WS = "pack_pago_ws_body.sql"
COBRO = "pack_pago_cobro_body.sql"


# What this grammar does not know, though Oracle does: an index on an expression.
EXPRESION = re.compile(r"ON (portal_\w+) \((?:coalesce|documento, coalesce|lower|moneda, subtotal|CASE)[^;]*\)")
COLUMNA = r"ON \1 (columna)"


def _texto(nombre: str) -> str:
    return EXPRESION.sub(COLUMNA, (ORACLE / nombre).read_text("utf-8"))


def _trozo(nombre: str, de: str) -> str:
    """The statement, or the routine alone in a package, that has that text: whole bodies take seconds to parse."""
    trozo = next(cada for cada in _texto(nombre).split("\n\n") if de in cada)
    if not nombre.endswith("_body.sql"):
        return trozo
    cabeza = "" if trozo.startswith("CREATE") else "CREATE PACKAGE BODY prueba AS\n"
    return f"{cabeza}{trozo}\n" if trozo.endswith("/\n") else f"{cabeza}{trozo}\nEND prueba;\n/\n"


@pytest.mark.parametrize("nombre", GUIONES)
def test_a_script_parses(nombre: str) -> None:
    assert faltas(_texto(nombre)) == []


@pytest.mark.parametrize("paso", steps("oracle"), ids=lambda paso: paso.label)
def test_a_step_parses(paso: Step) -> None:
    """Not for this grammar: what the runner does by itself, and DROP IDENTITY, which it does not know."""
    for sentencia in statements(paso.sql):
        if sentencia not in CALLS and "DROP IDENTITY" not in sentencia:
            fin = "\n/\n" if sentencia.endswith(";") else ";"
            assert faltas(EXPRESION.sub(COLUMNA, sentencia) + fin) == []


@pytest.mark.parametrize(
    ("nombre", "de", "a"),
    [
        pytest.param(
            "portal.sql", "rol VARCHAR2(10 CHAR) NOT NULL CHECK", "rol VARCHAR2(10 CHAR NOT NULL CHECK", id="("
        ),
        pytest.param("portal.sql", "nombre VARCHAR2(200 CHAR) NOT NULL,", "nombre VARCHAR2(200 CHAR) NOT NULL", id=","),
        pytest.param("portal.sql", "CREATE TABLE portal_sesion", "CREATE TABEL portal_sesion", id="keyword"),
        pytest.param("portal.sql", "CONSTRAINT portal_pago_pk PRIMARY", "CONSTRAINT portal_pago_pk PRIMRAY", id="key"),
        pytest.param("portal.sql", "    CONSTRAINT portal_sesion_pk", "    CONSTRAINT", id="constraint without name"),
        pytest.param("portal.sql", "IN ('api', 'pagina'))", "IN ('api', 'pagina)", id="quote"),
        pytest.param("portal.sql", "id NUMBER(19) GENERATED ALWAYS", "id INT AUTOINCREMENT ALWAYS", id="other dialect"),
        pytest.param("erp.sql", "ON DELETE CASCADE", "ON DELETE CASCADING", id="cascade"),
        pytest.param("eleccion.sql", "ELSE 0\n    END AS cubierta", "ELSE 0 AS cubierta", id="case without end"),
        pytest.param(
            "eleccion.sql", "CREATE VIEW erp_dia AS\nSELECT", "CREATE VIEW erp_dia\nSELECT", id="view without as"
        ),
        pytest.param(REGLAS, "    END enumerar;", "", id="function without end"),
        pytest.param(REGLAS, "        END LOOP;\n        IF v_cuantos", "        IF v_cuantos", id="loop without end"),
        pytest.param(
            REGLAS, "            RETURN NULL;\n        END IF;", "            RETURN NULL;", id="if without end"
        ),
        pytest.param(REGLAS, "IF v_dobles.COUNT = 0 THEN", "IF v_dobles.COUNT = 0", id="if without then"),
        pytest.param(REGLAS, "RETURN v_texto;", "RETURN v_texto", id="return without semicolon"),
        pytest.param(REGLAS, "BULK COLLECT INTO v_dobles", "BULK COLECT INTO v_dobles", id="bulk collect"),
        pytest.param(REGLAS, "GROUP BY lugar", "GRUOP BY lugar", id="group by"),
        pytest.param(REGLAS, "    FUNCTION incluidas(", "    FUNTCION incluidas(", id="function"),
        pytest.param(WS, "p_descresp OUT VARCHAR2\n    ) IS", "p_descresp OUT VARCHAR2\n    IS", id="parameters"),
        pytest.param(WS, "p_deudas OUT SYS_REFCURSOR,", "p_deudas OUT SYS_REFCURSOR", id="parameters without comma"),
        pytest.param(WS, "WHEN NO_DATA_FOUND THEN", "WHEN NO_DATA_FOUND", id="exception without then"),
        pytest.param(WS, "p_codresp := '20';", "p_codresp := '20'", id="assignment without semicolon"),
        pytest.param(COBRO, "SET codtransaccion = NULL", "SET codtransaccion NULL", id="update"),
        pytest.param(COBRO, "INTO v_unidades\n", "INTO\n", id="into nothing"),
        pytest.param(COBRO, "\nEND pack_pago_cobro;\n", "\n", id="package without end"),
    ],
)
def test_a_slip_is_refused(nombre: str, de: str, a: str) -> None:
    trozo = _trozo(nombre, de)
    assert faltas(trozo) == []
    assert faltas(trozo.replace(de, a, 1))


@pytest.mark.parametrize("nombre", [nombre for nombre in GUIONES if nombre.endswith("_body.sql")])
def test_sql_calls_no_function_of_its_own_body(nombre: str) -> None:
    """The grammar cannot know it: PLS-00231, a private function may not be used in SQL."""
    assert funciones_propias_en_sql(_texto(nombre)) == set()


def test_a_private_function_in_sql_is_seen() -> None:
    malo = _texto(COBRO).replace("SET anulado = v_ahora", "SET anulado = ahora()")
    assert funciones_propias_en_sql(malo) == {"ahora"}


@pytest.mark.parametrize("nombre", [nombre for nombre in GUIONES if nombre.startswith("pack_")])
def test_names_of_plsql_fit_and_hide_no_column(nombre: str) -> None:
    texto = re.sub(r"--.*", "", _texto(nombre))
    rutinas = re.findall(r"\b(?:FUNCTION|PROCEDURE)\s+(\w+)", texto)
    parametros = re.findall(r"\b(\w+) (?:IN|OUT) (?:NUMBER|VARCHAR2|SYS_REFCURSOR|t_\w+|\w+%)", texto)
    # A parameter or a variable named as a column would be the column in SQL, and every comparison with itself true.
    assert all(cual.startswith("p_") for cual in parametros), parametros
    locales = re.findall(
        r"^\s+(?!TYPE)(\w+) (?:CONSTANT )?(?:NUMBER|VARCHAR2|PLS_INTEGER|t_\w+|INTERVAL|\S+%\w+)", texto, re.MULTILINE
    )
    assert all(cual.startswith(("v_", "p_", "c_")) for cual in locales), locales
    for cual in {*rutinas, *parametros, *locales}:
        assert re.fullmatch(r"[a-z][a-z0-9_]{0,29}", cual), cual
        assert cual.upper() not in RESERVADAS, cual


def test_a_script_of_plsql_ends_each_unit_with_a_slash() -> None:
    for nombre in GUIONES:
        unidades = len(re.findall(r"^CREATE (?:PACKAGE|TRIGGER|FUNCTION|PROCEDURE)", _texto(nombre), re.MULTILINE))
        assert len(re.findall(r"^/$", _texto(nombre), re.MULTILINE)) == unidades, nombre
