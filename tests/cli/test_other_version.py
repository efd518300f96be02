"""A database of an older version, or none of ours, or a broken one: each command says so in a sentence."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from portal.__main__ import main
from portal.repo.migrations.steps import steps
from tests.cli.processes import portal

PASOS = len(steps("embedded"))
BASE = "espacio-clientes.sqlite3"
BASES = Path(__file__).parents[1] / "repo/migrations/bases"
USUARIO = """
INSERT INTO portal_usuario (usuario, rol, nombre, documento, clave, activo, es_demo, creado)
VALUES ('{usuario}', 'canal', 'Alguien', NULL, 'x', 1, {es_demo}, 0)"""
COMANDOS = [
    ("db", "check"),
    ("db", "invariantes"),
    ("db", "auditoria"),
    ("usuario", "listar"),
    ("usuario", "activar", "alguien"),
]


def _hacer(carpeta: Path, version: str = "1.0.0", *, es_demo: int = 1) -> Path:
    """As that version left it, with payments and somebody in it."""
    ruta = carpeta / BASE
    with closing(sqlite3.connect(ruta)) as base:
        base.executescript((BASES / f"{version}.sql").read_text("utf-8"))
        base.execute("UPDATE portal_usuario SET es_demo = ?", (es_demo,))
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
    ruta = _hacer(tmp_path)
    antes = _tablas(ruta)
    monkeypatch.chdir(tmp_path)
    (frase,) = _dicho(comando, capsys)
    assert frase == (
        f"La base es de una versión anterior: falta el paso 0001_idempotencia y {PASOS - 1} más. "
        "Traela con «portal db migrate»."
    )
    assert _tablas(ruta) == antes


def test_one_that_lacks_steps_gets_them_from_migrate(tmp_path: Path) -> None:
    _hacer(tmp_path, "0005")
    dicho = portal(tmp_path, "db", "status")
    assert (dicho.returncode, dicho.stdout.splitlines()[:2]) == (
        1,
        [f"La base tiene 5 de los {PASOS} pasos de este portal.", "falta 0006_columnas_de_extractos"],
    )
    hay = portal(tmp_path, "db", "install")
    assert hay.returncode == 1
    assert "«portal db migrate»" in hay.stderr
    assert portal(tmp_path, "db", "migrate").returncode == 0
    assert portal(tmp_path, "db", "status").stdout == f"La base es de esta versión: tiene los {PASOS} pasos.\n"
    assert portal(tmp_path, "db", "check").stdout == "¡Conexión exitosa!\n"


def test_an_old_demonstration_is_brought_to_this_version(tmp_path: Path) -> None:
    ruta = _hacer(tmp_path)
    with closing(sqlite3.connect(ruta)) as base:
        pagos = base.execute("SELECT emisor, cod_transaccion, estado FROM portal_pago ORDER BY id").fetchall()
    assert portal(tmp_path, "demo", "--sin-servir").returncode == 0
    assert portal(tmp_path, "db", "invariantes").stdout == "Todo cierra.\n"
    with closing(sqlite3.connect(ruta)) as base:
        assert base.execute("SELECT emisor, cod_transaccion, estado FROM portal_pago ORDER BY id").fetchall() == pagos


@pytest.mark.parametrize("mas", [(), ("--de-nuevo",)])
def test_an_old_database_of_a_company_is_never_erased(tmp_path: Path, mas: tuple[str, ...]) -> None:
    ruta = _hacer(tmp_path, es_demo=0)
    hecho = portal(tmp_path, "demo", "--sin-servir", *mas)
    assert hecho.returncode == 1
    assert hecho.stderr == f"{BASE} ya tiene datos que no son de demostración: elegí otra con SQLITE_PATH.\n"
    with closing(sqlite3.connect(ruta)) as base:
        assert base.execute("SELECT usuario FROM portal_usuario WHERE usuario = 'alguien'").fetchone() is not None


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
