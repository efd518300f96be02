"""Inviting a list of customers by the command line, and the codes that a company prints on its bills."""

import sqlite3
from contextlib import closing
from pathlib import Path

from portal.rules.access.primer_acceso import codigo_de
from tests.cli.processes import portal

CLAVE = "una clave de codigos que nadie mas sabe"
# Of the demonstration: one who has an account, and one who is a customer alone.
CON_CUENTA, RUTA = "4567890", "espacio-clientes.sqlite3"


def _sin_cuenta(demo: Path) -> str:
    with closing(sqlite3.connect(demo / RUTA)) as base:
        (documento,) = base.execute(
            "SELECT documento FROM erp_cliente WHERE documento NOT IN (SELECT documento FROM portal_usuario"
            " WHERE documento IS NOT NULL) ORDER BY documento"
        ).fetchone()
    return str(documento)


def test_each_line_of_the_list_is_told(demo: Path) -> None:
    suyo = _sin_cuenta(demo)
    (demo / "clientes.csv").write_text(
        f"documento;correo;nombre\n{suyo};uno@ejemplo.com;Uno\n{CON_CUENTA};ana@ejemplo.com;Ana\n"
        "9999999;x@ejemplo.com;Nadie\n12;z;Mal\n",
        "utf-8",
    )
    hecho = portal(demo, "usuario", "invitar", "--archivo", "clientes.csv")
    assert (hecho.returncode, hecho.stderr) == (1, "")
    assert hecho.stdout.splitlines() == [
        f"Línea 2: {suyo}, uno@ejemplo.com: invitado.",
        f"Línea 3: {CON_CUENTA}, ana@ejemplo.com: ya tiene cuenta.",
        "Línea 4: 9999999, x@ejemplo.com: la empresa no conoce ese documento.",
        "Línea 5: DOCUMENTO lleva entre 6 y 15 letras o números.",
        "Se mandó 1 invitación.",
    ]
    otra_vez = portal(demo, "usuario", "invitar", "--archivo", "clientes.csv")
    assert f"Línea 2: {suyo}, uno@ejemplo.com: ya estaba invitado a esa dirección." in otra_vez.stdout
    de_nuevo = portal(demo, "usuario", "invitar", "--archivo", "clientes.csv", "--de-nuevo")
    assert f"Línea 2: {suyo}, uno@ejemplo.com: invitado." in de_nuevo.stdout


def test_a_list_that_is_none_invites_nobody(demo: Path) -> None:
    (demo / "otra.csv").write_text("cliente;telefono\nAna;0981\n", "utf-8")
    hecho = portal(demo, "usuario", "invitar", "--archivo", "otra.csv")
    assert (hecho.returncode, hecho.stdout) == (1, "")
    assert hecho.stderr == "Al encabezado le falta: DOCUMENTO, CORREO.\n"


def test_the_codes_are_for_the_program_that_prints_the_bills(demo: Path) -> None:
    (demo / "documentos.txt").write_text("4.567.890\n\n80140360-0\n", "utf-8")
    hecho = portal(demo, "usuario", "codigos", "documentos.txt", PRIMER_ACCESO_CLAVE=CLAVE)
    assert (hecho.returncode, hecho.stderr) == (0, "")
    assert hecho.stdout.splitlines() == [
        f"4567890\t{codigo_de(CLAVE, '4567890')}",
        f"80140360-0\t{codigo_de(CLAVE, '80140360-0')}",
    ]
    sin_clave = portal(demo, "usuario", "codigos", "documentos.txt")
    assert (sin_clave.returncode, sin_clave.stdout) == (1, "")
    assert sin_clave.stderr == "Falta PRIMER_ACCESO_CLAVE, con la que se hacen los códigos.\n"
    assert "sin-clave-de-codigos" not in sin_clave.stderr


def test_a_setting_that_cannot_be_is_told(demo: Path) -> None:
    desconocido = portal(demo, "usuario", "listar", PRIMER_ACCESO="color")
    assert "PRIMER_ACCESO es uno de estos" in desconocido.stderr or "PRIMER_ACCESO" in desconocido.stderr
    sin_clave = portal(demo, "usuario", "listar", PRIMER_ACCESO="codigo")
    assert sin_clave.stderr == "PRIMER_ACCESO con «codigo» pide PRIMER_ACCESO_CLAVE, de 32 caracteres o más.\n"
