"""Both engines' schemas say the same: the Oracle scripts read by a parser, SQLite's by what SQLite made of it."""

import sqlite3
from contextlib import closing
from itertools import chain

import pytest
from sqlglot import exp

from tests.repo.oracle.ddl import SQLITE, Tabla, de_oracle, de_sqlite, guion

TEXTO_SQLITE = SQLITE.read_text("utf-8")
TEXTO_ORACLE = f"{guion('portal.sql')}\n{guion('erp.sql')}"
# Of importing a list of debts, which is for the embedded ERP alone: on Oracle they are the company's.
SOLO_EMBEBIDAS = {"erp_cambio", "erp_carga", "erp_carga_deuda", "erp_retirada"}
EN_SQLITE = {nombre: tabla for nombre, tabla in de_sqlite(TEXTO_SQLITE).items() if nombre not in SOLO_EMBEBIDAS}
EN_ORACLE = de_oracle(TEXTO_ORACLE)
# Values that tell one check of a date, or of a length, from another; Oracle has no empty text.
FECHAS = (
    "2026-11-23",
    "2026-12-31",
    "2026-1-23",
    "2026-21-01",
    "2026-12-41",
    "2026/12/31",
    "26-12-2026",
    "2026-12-311",
    "x",
)
LARGOS = tuple("x" * largo for largo in (1, 2, 19, 20, 21, 34, 35, 36))


def _forma(tabla: Tabla) -> dict[str, object]:
    return {
        "columnas": list(tabla.columnas),
        "numericas": [nombre for nombre, tipo in tabla.columnas.items() if _es_numero(tipo)],
        "obligatorias": tabla.obligatorias,
        "defectos": tabla.defectos,
        "primaria": tabla.primaria,
        "unicas": tabla.unicas,
        "ajenas": tabla.ajenas,
        "indices": tabla.indices,
    }


def _es_numero(tipo: exp.DataType) -> bool:
    return tipo.this in (exp.DataType.Type.INT, exp.DataType.Type.DECIMAL, exp.DataType.Type.BIGINT)


def _candidatos(columna: str, checks: list[exp.Expression], *, numerica: bool) -> list[str]:
    """Literals that decide a check on that column, those around them, and NULL."""
    if not numerica:
        textos = {nodo.this for check in checks for nodo in check.find_all(exp.Literal) if nodo.is_string}
        posibles = chain(textos, FECHAS if columna == "fech_venc" else LARGOS)
        return ["NULL", *(f"'{texto}'" for texto in sorted(set(posibles)))]
    numeros = {int(nodo.this) for check in checks for nodo in check.find_all(exp.Literal) if not nodo.is_string}
    return ["NULL", *sorted({str(numero + mas) for numero in numeros | {0} for mas in (-1, 0, 1)})]


def _grupos(tabla: Tabla, otra: Tabla) -> list[tuple[set[str], str, str]]:
    """Checks that share columns, as one condition for each side: only those can mend or spoil one another."""
    grupos: list[tuple[set[str], list[list[exp.Expression]]]] = []
    for lado, check in [*((0, cada) for cada in tabla.checks), *((1, cada) for cada in otra.checks)]:
        columnas = {nodo.name.lower() for nodo in check.find_all(exp.Column)}
        juntos = [grupo for grupo in grupos if grupo[0] & columnas]
        nuevo = (columnas.union(*(grupo[0] for grupo in juntos)), [[], []])
        for grupo in juntos:
            grupos.remove(grupo)
            for cual in (0, 1):
                nuevo[1][cual].extend(grupo[1][cual])
        nuevo[1][lado].append(check)
        grupos.append(nuevo)
    return [(columnas, _todas(lados[0]), _todas(lados[1])) for columnas, lados in grupos]


def _todas(checks: list[exp.Expression]) -> str:
    # A check that is neither true nor false lets the row in.
    return " AND ".join(f"coalesce(({check.sql(dialect='sqlite')}), 1)" for check in checks) or "1"


def _distintas(tabla: Tabla, otra: Tabla) -> list[tuple[object, ...]]:
    """Rows that one side takes and the other refuses, among all combinations of the values that matter."""
    halladas: list[tuple[object, ...]] = []
    with closing(sqlite3.connect(":memory:")) as base:
        base.create_function("translate", 3, lambda texto, de, a: texto and texto.translate(str.maketrans(de, a)))
        for columnas, una, dos in _grupos(tabla, otra):
            orden = sorted(columnas)
            checks = [
                check
                for check in tabla.checks + otra.checks
                if columnas & {nodo.name.lower() for nodo in check.find_all(exp.Column)}
            ]
            valores = {
                columna: _candidatos(columna, checks, numerica=_es_numero(tabla.columnas[columna])) for columna in orden
            }
            fuentes = ", ".join(
                f"(SELECT column1 AS {columna} FROM (VALUES {', '.join(f'({valor})' for valor in posibles)}))"  # noqa: S608 - literals of our own scripts
                for columna, posibles in valores.items()
            )
            diferencia = f"SELECT {', '.join(orden)} FROM {fuentes} WHERE ({una}) <> ({dos})"  # noqa: S608 - see above
            halladas += base.execute(diferencia).fetchall()
    return halladas


def test_the_same_tables() -> None:
    assert set(EN_SQLITE) == set(EN_ORACLE)


@pytest.mark.parametrize("nombre", EN_SQLITE)
def test_the_same_columns_keys_and_indexes(nombre: str) -> None:
    assert _forma(EN_ORACLE[nombre]) == _forma(EN_SQLITE[nombre])


@pytest.mark.parametrize("nombre", EN_SQLITE)
def test_the_same_rows_pass_the_checks(nombre: str) -> None:
    assert not _distintas(EN_SQLITE[nombre], EN_ORACLE[nombre])


@pytest.mark.parametrize(
    ("de", "a"),
    [
        ("usuario VARCHAR2(35 CHAR) NOT NULL CHECK", "usuario VARCHAR2(35 CHAR) CHECK"),
        ("desde NUMBER(19) NOT NULL", "desde VARCHAR2(19 CHAR) NOT NULL"),
        ("UNIQUE (emisor, cod_transaccion)", "UNIQUE (cod_transaccion)"),
        ("intento NUMBER(10) DEFAULT 1", "intento NUMBER(10) DEFAULT 0"),
        (" ON DELETE CASCADE", ""),
        ("PRIMARY KEY (pago_id, orden)", "PRIMARY KEY (pago_id, codmovimiento)"),
        ("portal_pago (estado, id)", "portal_pago (id, estado)"),
        ("(coalesce(pasarela, emisor))", "(coalesce(emisor, pasarela))"),
        ("    referencia VARCHAR2(100 CHAR),\n", ""),
    ],
)
def test_a_different_shape_is_seen(de: str, a: str) -> None:
    assert de in TEXTO_ORACLE
    otras = de_oracle(TEXTO_ORACLE.replace(de, a))
    assert any(_forma(otras[nombre]) != _forma(tabla) for nombre, tabla in EN_SQLITE.items())


@pytest.mark.parametrize(
    ("de", "a"),
    [
        ("'VENCIDO', 'ANULANDO'", "'VENCIDO'"),
        ("BETWEEN 2 AND 20", "BETWEEN 3 AND 20"),
        ("BETWEEN 1 AND 35", "BETWEEN 1 AND 36"),
        ("documento IS NOT NULL AND rol", "rol"),
        ("subtotal > 0", "subtotal >= 0"),
        ("impo_maxi >= impo_tota", "impo_maxi > impo_tota"),
        ("estado <> 'ANULADO' AND anulado IS NULL", "estado <> 'ANULADO'"),
        ("substr(fech_venc, 9, 1) IN ('0', '1', '2', '3')", "substr(fech_venc, 9, 1) IN ('0', '1', '2')"),
    ],
)
def test_a_different_check_is_seen(de: str, a: str) -> None:
    assert de in TEXTO_ORACLE
    otras = de_oracle(TEXTO_ORACLE.replace(de, a))
    assert any(_distintas(EN_SQLITE[nombre], otras[nombre]) for nombre in EN_SQLITE)
