"""A terminal of ASCII, a database in memory, a taken port: no traceback, and no promise that is not kept."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.processes import LIMITE_S, ambiente, portal, servidor

ASCII = {"PYTHONIOENCODING": "ascii"}
SIN_UTF8 = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}


@pytest.mark.parametrize("terminal", [ASCII, SIN_UTF8], ids=["ascii", "LC_ALL=C"])
def test_a_terminal_of_ascii_is_written_to_without_an_error(demo: Path, terminal: dict[str, str]) -> None:
    bien = portal(demo, "db", "check", **terminal)
    assert (bien.returncode, bien.stderr) == (0, "")
    assert "exitosa!" in bien.stdout
    mal = portal(demo, "usuario", "activar", "nadie", **terminal)
    assert (mal.returncode, mal.stderr) == (1, "No existe ese usuario.\n")
    cuentas = portal(demo, "demo", "--sin-servir", **terminal)
    assert (cuentas.returncode, cuentas.stderr) == (0, "")
    assert "Tres cuotas vencidas" in cuentas.stdout
    ayuda = portal(demo, "--help", **terminal)
    assert (ayuda.returncode, ayuda.stderr) == (0, "")


def test_the_servers_of_an_ascii_terminal_log_too(demo: Path) -> None:
    with servidor(demo, "serve", "--workers", "2", SQLITE_PATH="falta.sqlite3", **ASCII) as corriendo:
        assert corriendo.terminar() == 0
    assert "crea" in corriendo.escrito()
    assert "UnicodeEncodeError" not in corriendo.escrito()


def test_bytes_that_are_no_letters_are_told(tmp_path: Path) -> None:
    orden = [sys.executable, "-m", "portal", "usuario", "crear", b"caja-\xff", "--rol", "canal", "--nombre", "Caja"]
    assert portal(tmp_path, "db", "install").returncode == 0
    hecho = subprocess.run(  # noqa: S603 - our own module
        orden,
        cwd=tmp_path,
        env=ambiente(),
        input=b"una clave larga\n",
        capture_output=True,
        timeout=LIMITE_S,
        check=False,
    )
    assert hecho.returncode == 1
    assert b"Traceback" not in hecho.stderr
    assert len(hecho.stderr.splitlines()) == 1


@pytest.mark.parametrize("ruta", [":memory:", "file:algo?mode=memory"])
@pytest.mark.parametrize("comando", [("demo", "--sin-servir"), ("db", "install"), ("serve",)], ids=" ".join)
def test_a_database_in_memory_is_refused(tmp_path: Path, comando: tuple[str, ...], ruta: str) -> None:
    hecho = portal(tmp_path, *comando, SQLITE_PATH=ruta)
    assert (hecho.returncode, hecho.stdout) == (1, "")
    assert hecho.stderr == "SQLITE_PATH debe ser un archivo: en memoria cada conexión tendría su propia base.\n"
    assert list(tmp_path.iterdir()) == []


def test_loading_alone_prints_no_address(demo: Path) -> None:
    hecho = portal(demo, "demo", "--sin-servir")
    assert hecho.returncode == 0
    assert "http" not in hecho.stdout + hecho.stderr
    assert "Ctrl-C" not in hecho.stdout


@pytest.mark.parametrize("comando", ["demo", "serve"])
def test_a_taken_port_is_found_before_anything_else(tmp_path: Path, comando: str) -> None:
    with socket.socket() as enchufe:
        enchufe.bind(("127.0.0.1", 0))
        enchufe.listen()
        puerto = enchufe.getsockname()[1]
        hecho = portal(tmp_path, comando, "--port", str(puerto))
    assert (hecho.returncode, hecho.stdout) == (1, "")
    assert hecho.stderr == f"No se puede escuchar en 127.0.0.1:{puerto}: elegí otro con --host y --port.\n"
    assert list(tmp_path.iterdir()) == []


def test_serving_an_empty_folder_names_what_a_company_runs(tmp_path: Path) -> None:
    with servidor(tmp_path, "serve") as corriendo:
        assert corriendo.terminar() == 0
    assert "«portal db install»" in corriendo.escrito()
    assert not (tmp_path / "espacio-clientes.sqlite3").exists()


LETRAS = """
import sys
from portal.terminal import tolerar
tolerar()
print("¡Conexión! «ñandú» … Gs.\\u00a01.500 \\u4f60")
"""


def test_letters_that_a_terminal_lacks_are_written_as_the_nearest(tmp_path: Path) -> None:
    hecho = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-c", LETRAS],
        cwd=tmp_path,
        env=ambiente(**ASCII),
        capture_output=True,
        encoding="ascii",
        timeout=LIMITE_S,
        check=True,
    )
    assert hecho.stdout == 'Conexion! "nandu" ... Gs. 1.500 ?\n'
