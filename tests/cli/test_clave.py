"""`portal clave`: keys that change without a stop."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from portal.repo.embedded.link import migration
from portal.settings.keyring import read
from tests.cli.processes import portal


@pytest.fixture
def carpeta(tmp_path: Path) -> Path:
    migration.install(tmp_path / "espacio-clientes.sqlite3")
    return tmp_path


def test_a_key_is_made_listed_and_never_shown(carpeta: Path) -> None:
    archivo = carpeta / "claves.json"
    ajustes = {"ARCHIVO_DE_CLAVES": str(archivo)}
    for argumentos in ((), ("--ya",)):
        hecho = portal(carpeta, "clave", "rotar", *argumentos, **ajustes)
        assert hecho.returncode == 0, hecho.stderr
        nueva = read(archivo).claves[-1]
        assert hecho.stdout.startswith(f"Hecha la clave {nueva.kid}: firma desde ")
    lista = portal(carpeta, "clave", "listar", **ajustes)
    titulos, base, fila = lista.stdout.splitlines()
    assert titulos == "KID\tALG\tFIRMA_DESDE\tVALE_HASTA"
    assert base.split("\t")[:3] == ["0", "HS256", "-"]
    assert fila.split("\t")[0] == nueva.kid
    assert nueva.clave not in lista.stdout + hecho.stdout
    with closing(sqlite3.connect(carpeta / "espacio-clientes.sqlite3")) as con:
        anotadas = con.execute(
            "SELECT motivo FROM portal_auditoria WHERE accion = 'clave-rotar' ORDER BY id"
        ).fetchall()
    assert anotadas == [
        ("Cambio de las claves que firman los tokens.",),
        ("Una clave se filtró: terminaron todas las sesiones.",),
    ]


def test_in_a_leak_the_key_changes_even_without_a_database(tmp_path: Path) -> None:
    archivo = tmp_path / "claves.json"
    hecho = portal(tmp_path, "clave", "rotar", "--ya", ARCHIVO_DE_CLAVES=str(archivo))
    assert hecho.returncode == 1
    assert "Traceback" not in hecho.stderr
    assert len(read(archivo).claves) == 1


def test_it_says_where_keys_would_be_kept(tmp_path: Path) -> None:
    for orden in ("rotar", "listar"):
        hecho = portal(tmp_path, "clave", orden)
        assert (hecho.returncode, hecho.stderr) == (
            1,
            "Falta ARCHIVO_DE_CLAVES: decí en qué archivo se guardan las claves.\n",
        )
