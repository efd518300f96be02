"""The command line in a language that nobody speaks, and in the one that a machine asks for."""

import subprocess
import sys
from pathlib import Path

import pytest

from portal.cli.language import asked
from tests.cli.processes import ambiente

IN_PSEUDO = """
from portal.texts.languages import SHIPPED
from tests.texts.pseudo import PSEUDO
SHIPPED["qps"] = PSEUDO
from portal.__main__ import main
main()
"""


def portal(folder: Path, *arguments: str, **environment: str) -> str:
    done = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-c", IN_PSEUDO, *arguments],
        cwd=folder,
        env=ambiente(LANGUAGE="", LC_ALL="", LC_MESSAGES="", **environment),
        input="una clave que alcanza\n",
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--help",), "⟦Atiende el portal.⟧"),
        (("db", "status", "--help"), "⟦Dice de qué versión es la base"),
        (("db", "install"), "⟦Las tablas están en espacio-clientes.sqlite3.⟧"),
        (("db", "status"), "⟦No existe espacio-clientes.sqlite3: creala con «portal db install».⟧"),
        (("db", "no-hay"), "⟦⟦No entiendo ese comando⟧: mirá --help.⟧"),
        (("importar", "no-hay.csv"), "⟦No se puede usar no-hay.csv: ⟦no existe⟧.⟧"),
        (("importar", "--retirar-muchas", "no-hay.csv"), "⟦--retirar-muchas va con --completa.⟧"),
        (("serve", "--certificado", "no-hay.pem"), "⟦--certificado y --clave-tls van juntos"),
    ],
)
def test_commands_speak_the_machine_s_language(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    assert said in portal(tmp_path, *arguments, LANG="qps_PY.UTF-8")


def test_a_language_that_the_portal_has_not_is_answered_in_spanish(tmp_path: Path) -> None:
    assert portal(tmp_path, "db", "install", LANG="de_AT.UTF-8") == "Las tablas están en espacio-clientes.sqlite3.\n"


@pytest.mark.parametrize(
    ("environment", "names"),
    [
        ({}, ""),
        ({"LANG": "es_PY.UTF-8"}, "es-PY"),
        ({"LANG": "C.UTF-8"}, "C"),
        ({"LANG": "es_PY", "LC_ALL": "en_US.UTF-8@euro"}, "en-US"),
        ({"LANG": "es_PY", "LANGUAGE": "pt_BR:en"}, "pt-BR,en"),
    ],
)
def test_the_machine_s_settings_are_read_as_gettext_reads_them(environment: dict[str, str], names: str) -> None:
    assert asked(environment) == names
