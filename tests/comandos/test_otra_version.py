"""A database of an older version, or none of ours, or a broken one: each command says so in a sentence."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from portal.__main__ import main
from tests.comandos.procesos import portal

BASE = "espacio-clientes.sqlite3"
ESQUEMAS = Path(__file__).parent / "esquemas"
USUARIO = """
INSERT INTO portal_usuario (usuario, rol, nombre, documento, clave, activo, es_demo, creado)
VALUES ('{usuario}', 'canal', 'Alguien', NULL, 'x', 1, {es_demo}, 0)"""
COMANDOS = [
    ("db", "check"),
    ("db", "install"),
    ("db", "invariantes"),
    ("db", "auditoria"),
    ("usuario", "listar"),
    ("usuario", "activar", "alguien"),
]


def _hacer(carpeta: Path, esquema: str, *, es_demo: int = 0) -> Path:
    """As that version left it, with somebody in it."""
    ruta = carpeta / BASE
    with closing(sqlite3.connect(ruta)) as base:
        base.executescript((ESQUEMAS / esquema).read_text("utf-8"))
        base.execute(USUARIO.format(usuario="alguien", es_demo=es_demo))
        base.commit()
    return ruta


def _dicho(comando: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What a command that fails says, in this process."""
    with pytest.raises(SystemExit) as salida:
        main(comando)
    assert salida.value.code == 1
    leido = capsys.readouterr()
    assert leido.out == ""
    return leido.err.splitlines()


def _tablas(ruta: Path) -> set[str]:
    with closing(sqlite3.connect(ruta)) as base:
        return {str(fila[0]) for fila in base.execute("SELECT name FROM sqlite_master")}


@pytest.mark.parametrize("comando", COMANDOS, ids=" ".join)
def test_one_that_cannot_be_used_is_told_and_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], comando: tuple[str, ...]
) -> None:
    ruta = _hacer(tmp_path, "primera.sql")
    antes = _tablas(ruta)
    monkeypatch.chdir(tmp_path)
    (frase,) = _dicho(comando, capsys)
    assert frase.startswith(f"{BASE} es de otra versión del portal (")
    assert _tablas(ruta) == antes


def test_one_that_lacks_tables_gets_them_from_install(tmp_path: Path) -> None:
    _hacer(tmp_path, "sin-tramos.sql")
    antes = portal(tmp_path, "db", "check")
    assert antes.returncode == 1
    if "no es igual" in antes.stderr:  # a later version changed one of its tables: nothing is promised
        return
    assert antes.stderr.endswith("agregá lo que falta con «portal db install».\n")
    assert portal(tmp_path, "db", "install").returncode == 0
    assert portal(tmp_path, "db", "check").stdout == "¡Conexión exitosa!\n"


def test_an_old_demonstration_is_loaded_anew_when_it_is_asked_for(tmp_path: Path) -> None:
    _hacer(tmp_path, "primera.sql", es_demo=1)
    hecho = portal(tmp_path, "demo", "--sin-servir")
    assert (hecho.returncode, hecho.stdout) == (1, "")
    assert hecho.stderr.endswith("es de otra versión: cargala otra vez con «portal demo --de-nuevo».\n")
    assert portal(tmp_path, "demo", "--sin-servir", "--de-nuevo", "--clientes", "0").returncode == 0
    assert portal(tmp_path, "db", "check").returncode == 0


@pytest.mark.parametrize("mas", [(), ("--de-nuevo",)])
def test_an_old_database_of_a_company_is_never_erased(tmp_path: Path, mas: tuple[str, ...]) -> None:
    ruta = _hacer(tmp_path, "primera.sql")
    hecho = portal(tmp_path, "demo", "--sin-servir", *mas)
    assert hecho.returncode == 1
    assert hecho.stderr == f"{BASE} ya tiene datos que no son de demostración: elegí otra con SQLITE_PATH.\n"
    with closing(sqlite3.connect(ruta)) as base:
        assert base.execute("SELECT usuario FROM portal_usuario").fetchall() == [("alguien",)]


@pytest.mark.parametrize("comando", COMANDOS, ids=" ".join)
def test_a_broken_file_is_told(
    demo: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], comando: tuple[str, ...]
) -> None:
    """Its heading is whole, and what follows is not."""
    with (demo / BASE).open("r+b") as archivo:
        archivo.seek(100)
        archivo.write(b"\xff" * 8000)
    monkeypatch.chdir(demo)
    assert len(_dicho(comando, capsys)) == 1


def test_check_reads_all_of_it(demo: Path) -> None:
    ruta = demo / BASE
    largo = ruta.stat().st_size
    with ruta.open("r+b") as archivo:
        archivo.seek(largo // 2)
        archivo.write(b"\xff" * 4096 * 4)
    hecho = portal(demo, "db", "check")
    assert (hecho.returncode, hecho.stdout) == (1, "")
    # Whoever meets the damage first says it, by the file's name or without.
    assert hecho.stderr in {
        f"{quien} está dañada: hay que reponer una copia.\n" for quien in (BASE, "La base de datos")
    }


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "carpeta").mkdir()
    for comando in (("db", "check"), ("db", "install"), ("demo", "--sin-servir")):
        hecho = portal(tmp_path, *comando, SQLITE_PATH="carpeta")
        assert hecho.returncode == 1
        assert len(hecho.stderr.splitlines()) == 1, hecho.stderr
