"""What may not be rewritten on one engine may not be on the other."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.repo.oracle.ddl import SQLITE, guion

CREA = re.compile(
    r"CREATE TRIGGER (?:IF NOT EXISTS )?(\w+) BEFORE (UPDATE|DELETE)(?: OF\s+([\w,\s]+?))?\s+ON (\w+)\s+(.*)", re.DOTALL
)
NIEGA = re.compile(r"BEGIN (?:SELECT raise\(ABORT, '([^']+)'\)|raise_application_error\(-20900, '([^']+)'\)); END;?")
EN_ORACLE = guion("candados.sql")


def _candados(textos: Iterator[str]) -> set[tuple[str, str, tuple[str, ...], str, str]]:
    """Name, event, columns, table and sentence; what is anything but a refusal is no such trigger."""
    hallados = set()
    for texto in textos:
        crea = CREA.match(texto)
        assert crea is not None, texto
        niega = NIEGA.fullmatch(" ".join(crea[5].replace("FOR EACH ROW", "").split()))
        assert niega is not None, texto
        hallados.add(
            (crea[1], crea[2], tuple((crea[3] or "").replace(",", " ").split()), crea[4], niega[1] or niega[2])
        )
    return hallados


def _de_sqlite() -> Iterator[str]:
    with closing(sqlite3.connect(":memory:")) as base:
        base.executescript(SQLITE.read_text("utf-8"))
        yield from [fila[0] for fila in base.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'")]


def _de_oracle(texto: str) -> Iterator[str]:
    sin_notas = re.sub(r"^--.*\n", "", texto, flags=re.MULTILINE)
    return (trozo.strip() for trozo in re.split(r"^/$", sin_notas, flags=re.MULTILINE) if trozo.strip())


def test_the_same_tables_refuse_the_same_changes() -> None:
    assert _candados(_de_oracle(EN_ORACLE)) == _candados(_de_sqlite())


def test_history_is_among_them() -> None:
    cerradas = {(tabla, suceso) for _, suceso, columnas, tabla, _ in _candados(_de_oracle(EN_ORACLE)) if not columnas}
    for tabla in ("portal_auditoria", "portal_pago_evento", "portal_pago_evidencia", "portal_codigo"):
        assert {(tabla, "UPDATE"), (tabla, "DELETE")} <= cerradas


@pytest.mark.parametrize(
    ("de", "a"),
    [
        ("BEFORE DELETE ON portal_auditoria", "BEFORE DELETE ON portal_cadena"),
        ("BEFORE UPDATE ON portal_auditoria", "BEFORE UPDATE OF motivo ON portal_auditoria"),
        ("subtotal, comision, ", "subtotal, "),
        ("portal_pago_queda BEFORE DELETE", "portal_pago_queda BEFORE UPDATE"),
    ],
)
def test_a_different_one_is_seen(de: str, a: str) -> None:
    assert de in EN_ORACLE
    assert _candados(_de_oracle(EN_ORACLE.replace(de, a))) != _candados(_de_sqlite())
