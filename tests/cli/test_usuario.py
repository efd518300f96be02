"""Users by the command line, and the rest of what it says."""

import sqlite3
import sys
from contextlib import closing
from io import BytesIO, StringIO
from pathlib import Path

import click
import pytest

from portal import __version__
from portal.__main__ import main
from portal.cli.usuario import primera_linea, usuario
from portal.errors import DatoInvalido
from tests.cli.processes import portal

CREAR = ("usuario", "crear", "caja-1", "--rol", "canal", "--nombre", "Caja Uno")


def _listar(carpeta: Path, *opciones: str) -> list[str]:
    hecho = portal(carpeta, "usuario", "listar", *opciones)
    assert (hecho.returncode, hecho.stderr) == (0, "")
    assert "argon2" not in hecho.stdout
    return hecho.stdout.splitlines()


def test_a_user_is_made_changed_and_disabled_with_the_password_from_standard_input(demo: Path) -> None:
    corta = portal(demo, *CREAR, entrada="corta\n")
    assert (corta.returncode, corta.stderr) == (1, "La clave debe tener entre 15 y 256 caracteres.\n")
    hecho = portal(demo, *CREAR, entrada="una clave larga\n")
    assert (hecho.returncode, hecho.stdout, hecho.stderr) == (0, "Creado el usuario caja-1.\n", "")
    repetido = portal(demo, *CREAR, entrada="una clave larga\n")
    assert (repetido.returncode, repetido.stderr) == (1, "Ya existe el usuario caja-1.\n")
    assert portal(demo, "usuario", "clave", "CAJA-1", entrada="otra clave larga\n").returncode == 0
    assert portal(demo, "usuario", "desactivar", "caja-1").returncode == 0
    assert "caja-1\tcanal\tdesactivado\tCaja Uno\t-\t-" in _listar(demo)
    sin_entrar = portal(demo, "usuario", "clave", "caja-1", entrada="una clave más larga\n")
    assert (sin_entrar.returncode, sin_entrar.stdout) == (0, "Cambiada la clave de caja-1.\n")
    assert sin_entrar.stderr == "Está desactivado y no puede entrar: «portal usuario activar caja-1».\n"
    activado = portal(demo, "usuario", "activar", "Caja-1")
    assert (activado.returncode, activado.stdout, activado.stderr) == (0, "Activado el usuario Caja-1.\n", "")
    assert "caja-1\tcanal\tactivo\tCaja Uno\t-\t-" in _listar(demo, "--rol", "canal")
    assert not any("\toperador\t" in linea for linea in _listar(demo, "--rol", "canal"))
    operador = ("usuario", "crear", "caja-2", "--rol", "operador", "--nombre", "Caja Dos")
    sin_nivel = portal(demo, *operador, entrada="una clave larga\n")
    assert (sin_nivel.returncode, sin_nivel.stderr) == (
        1,
        "Un operador lleva su nivel: mirar, resolver o administrar.\n",
    )
    assert portal(demo, *operador, "--nivel", "mirar", entrada="una clave larga\n").returncode == 0
    subido = portal(demo, "usuario", "nivel", "caja-2", "resolver")
    assert (subido.returncode, subido.stdout) == (0, "caja-2 tiene ahora el nivel resolver.\n")
    assert "caja-2\toperador\tactivo\tCaja Dos\t-\tresolver" in _listar(demo)
    ausente = portal(demo, "usuario", "desactivar", "nadie")
    assert (ausente.returncode, ausente.stderr) == (1, "No existe ese usuario.\n")


def test_a_missing_database_is_told(tmp_path: Path) -> None:
    sin_base = portal(tmp_path, *CREAR, entrada="una clave larga\n")
    assert sin_base.returncode == 1
    assert sin_base.stderr.startswith("No existe la base embebida espacio-clientes.sqlite3")
    assert list(tmp_path.iterdir()) == []


def test_db_check_says_one_thing_or_the_cause(demo: Path) -> None:
    bien = portal(demo, "db", "check")
    assert (bien.returncode, bien.stdout, bien.stderr) == (0, "¡Conexión exitosa!\n", "")
    (demo / "otra.sqlite3").write_text("esto no es una base " * 400)
    mal = portal(demo, "db", "check", SQLITE_PATH="otra.sqlite3")
    assert (mal.returncode, mal.stdout) == (1, "")
    assert mal.stderr.startswith("otra.sqlite3 no es una base de Espacio Clientes")
    assert len(mal.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("argumentos", "frase"),
    [
        (["nada"], "No entiendo ese comando"),
        (["serve", "--nada"], "No existe la opción --nada"),
        (["serve", "--port", "0"], "El valor de port no vale"),
        (["usuario", "crear", "x", "--rol", "jefe", "--nombre", "X"], "El valor de rol no vale"),
        (["usuario", "clave"], "Falta"),
    ],
)
def test_a_mistyped_command_is_one_sentence(
    argumentos: list[str], frase: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as salida:
        main(argumentos)
    assert salida.value.code == 2
    leido = capsys.readouterr()
    assert leido.out == ""
    assert leido.err.startswith(frase)
    assert len(leido.err.splitlines()) == 1


def test_it_says_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    main(["version"])
    assert capsys.readouterr().out == f"{__version__}\n"


class _Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_a_password_typed_in_two_ways_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter(["una clave larga", "otra clave larga"])
    monkeypatch.setattr(sys, "stdin", _Terminal())
    monkeypatch.setattr(click.termui, "hidden_prompt_func", lambda _: next(typed))
    with pytest.raises(DatoInvalido) as refused:
        usuario.commands["clave"].main(["caja-1"], standalone_mode=False)
    assert refused.value.codigo == "claves-distintas"


def test_a_password_that_is_no_utf_8_is_refused() -> None:
    with pytest.raises(DatoInvalido) as refused:
        primera_linea(BytesIO(b"contrase\xf1a\n"))
    assert refused.value.codigo == "clave-ilegible"


def test_a_lost_phone_is_taken_away(demo: Path) -> None:
    nadie = portal(demo, "usuario", "quitar-factores", "nadie")
    assert (nadie.returncode, nadie.stderr) == (1, "No existe ese usuario.\n")
    sin = portal(demo, "usuario", "quitar-factores", "4567890")
    assert (sin.returncode, sin.stdout, sin.stderr) == (0, "4567890 no tenía segundo paso.\n", "")
    with closing(sqlite3.connect(demo / "espacio-clientes.sqlite3")) as base, base:
        base.execute(
            "INSERT INTO portal_factor (usuario_id, tipo, nombre, semilla, paso, creado) "
            "SELECT id, 'totp', 'Teléfono', 'x', 0, 0 FROM portal_usuario WHERE usuario = '4567890'"
        )
        base.execute("UPDATE portal_usuario SET correo = 'ana@a.py', correo_confirmado = 1 WHERE usuario = '4567890'")
    con = portal(demo, "usuario", "quitar-factores", "4567890")
    assert (con.returncode, con.stdout.startswith("Quitado el segundo paso de 4567890")) == (0, True)
    with closing(sqlite3.connect(demo / "espacio-clientes.sqlite3")) as base:
        escrito = base.execute("SELECT para, datos FROM portal_carta WHERE estado = 'PENDIENTE'").fetchall()
    assert escrito == [("ana@a.py", '{"cambio":"factores-quitados","de":"empresa"}')]


def test_an_account_may_open_another_documento_until_it_is_taken_away(demo: Path) -> None:
    dar = ("usuario", "autorizar", "4567890", "80012345-0", "--nombre", "Loteadora SA", "--motivo", "Es su empresa")
    dado = portal(demo, *dar)
    assert (dado.returncode, dado.stdout) == (0, "4567890 puede entrar por ese documento.\n"), dado.stderr
    quitar = ("usuario", "desautorizar", "4567890", "80012345-0", "--motivo", "La vendió")
    quitado = portal(demo, *quitar)
    assert (quitado.returncode, quitado.stdout) == (0, "4567890 ya no entra por ese documento.\n"), quitado.stderr
    otra_vez = portal(demo, *quitar)
    assert (otra_vez.returncode, otra_vez.stderr) == (1, "Esa autorización no existe, o ya se quitó.\n")
