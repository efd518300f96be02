import pytest

from portal.repo.oracle.schema.script import DEL_ERP, DEL_PORTAL, LIBROS, leer, pasos
from tests.repo.oracle.ddl import ORACLE, guion


def test_every_script_is_installed_once() -> None:
    assert sorted(LIBROS + DEL_PORTAL + DEL_ERP) == sorted(ruta.name for ruta in ORACLE.glob("*.sql"))


@pytest.mark.parametrize("nombre", LIBROS + DEL_PORTAL + DEL_ERP)
def test_no_statement_is_lost(nombre: str) -> None:
    hallados = leer(nombre)
    assert len(hallados) == sum(linea.startswith("CREATE ") for linea in guion(nombre).splitlines())
    assert all(paso.sql.startswith(f"CREATE {paso.tipo} {paso.nombre.lower()}") for paso in hallados)
    assert all(paso.sql.endswith(";") == paso.compilado for paso in hallados)
    assert not any("\n/" in paso.sql for paso in hallados)


def test_a_semicolon_within_plsql_or_a_comment_ends_nothing() -> None:
    texto = (
        "-- uno;\nCREATE TABLE a (\n    -- dos;\n    b NUMBER(1)\n);\n\nCREATE PACKAGE c AS\n    d NUMBER;\nEND c;\n/\n"
    )
    assert [(paso.tipo, paso.nombre, len(paso.sql.splitlines())) for paso in pasos(texto)] == [
        ("TABLE", "A", 4),
        ("PACKAGE", "C", 3),
    ]


@pytest.mark.parametrize(
    "texto", ["CREATE TABLE a (b NUMBER(1))\n", "DROP TABLE a;\n", "CREATE PACKAGE c AS\nEND c;\n"]
)
def test_what_is_no_whole_create_is_refused(texto: str) -> None:
    with pytest.raises(ValueError, match=r"not (ended|a CREATE)"):
        list(pasos(texto))
