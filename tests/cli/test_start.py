"""What must not start does not, and says why in one sentence."""

from pathlib import Path

import pytest

from tests.cli.processes import portal, servidor
from tests.settings.test_settings import PRODUCCION


@pytest.mark.parametrize(
    ("cambio", "dicho"),
    [
        ({"SECRET_KEY": "corta"}, "SECRET_KEY debe tener al menos 32 caracteres."),
        ({"SECRET_KEY": "un_secreto_muy_largo_y_dificil_de_adivinar"}, "SECRET_KEY es la de un ejemplo"),
        ({"PASARELA": "demo"}, "el banco de demostración no cobra."),
        ({"DB_HOST": ""}, "hace falta Oracle"),
        ({"URL_PUBLICA": "http://clientes.ejemplo.com.py"}, "URL_PUBLICA empieza con https://."),
        ({"ALLOWED_ORIGINS": '["*"]'}, "ALLOWED_ORIGINS lleva los orígenes uno por uno"),
    ],
)
def test_production_does_not_start(tmp_path: Path, cambio: dict[str, str], dicho: str) -> None:
    hecho = portal(tmp_path, "serve", **(PRODUCCION | cambio))
    assert hecho.returncode == 1
    assert dicho in hecho.stderr
    assert len(hecho.stderr.splitlines()) == 1
    assert hecho.stdout == ""


def test_it_reads_the_env_file_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("COMISION=mucho\n", "utf-8")
    assert portal(tmp_path, "db", "check").stderr == "COMISION debe ser un número, como 0.015.\n"


def test_a_taken_address_is_told(tmp_path: Path) -> None:
    with servidor(tmp_path, "serve") as corriendo:
        puerto = corriendo.direccion.rpartition(":")[2]
        hecho = portal(tmp_path, "serve", "--port", puerto)
        assert hecho.returncode == 1
        assert hecho.stderr.endswith(f"No se puede escuchar en 127.0.0.1:{puerto}: elegí otro con --host y --port.\n")
        assert corriendo.terminar() == 0
    assert "Traceback" not in corriendo.escrito()
