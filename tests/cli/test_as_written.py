"""`.env.example` and compose.yaml start as they are written, and production takes neither's key."""

import re
import shutil
from pathlib import Path
from urllib.request import urlopen

import pytest
import yaml
from msgspec import structs

from portal.settings import AjusteInvalido, Settings, cargar, entorno
from tests.cli.processes import RAIZ, portal, servidor
from tests.settings.test_settings import PRODUCCION

COMPOSE = yaml.safe_load((RAIZ / "compose.yaml").read_text("utf-8"))["services"]
VARIABLE = re.compile(r"\$\{(\w+):-([^}]*)\}")


def _ambiente(servicio: str) -> dict[str, str]:
    """What compose hands over where nobody set anything."""
    return {
        nombre: VARIABLE.sub(lambda hallada: hallada[2], str(valor))
        for nombre, valor in COMPOSE[servicio]["environment"].items()
    }


def test_the_example_of_settings_starts_as_it_is(tmp_path: Path) -> None:
    shutil.copyfile(RAIZ / ".env.example", tmp_path / ".env")
    with servidor(tmp_path, "serve") as corriendo:
        assert urlopen(f"{corriendo.direccion}/salud").status == 200  # noqa: S310 - loopback
        assert corriendo.terminar() == 0
    assert f"direccion={corriendo.direccion}" in corriendo.escrito()


def test_docker_s_reading_of_the_example_starts_too(tmp_path: Path) -> None:
    """`docker run --env-file`: what comes after the first "=" is the value, quotes included."""
    lineas = (RAIZ / ".env.example").read_text("utf-8").splitlines()
    crudas = dict(linea.split("=", 1) for linea in lineas if linea and not linea.startswith("#"))
    assert crudas["SECRET_KEY"].startswith("'")
    with servidor(tmp_path, "serve", **crudas) as corriendo:
        assert urlopen(f"{corriendo.direccion}/salud").status == 200  # noqa: S310 - loopback
        assert corriendo.terminar() == 0


def test_compose_s_portal_starts_as_it_is(tmp_path: Path) -> None:
    """Its database has a name that only compose knows: the portal starts, and says that it waits for it."""
    ajustes, (comando, *opciones) = _ambiente("portal"), COMPOSE["portal"]["command"]
    assert set(ajustes) <= {campo.name.upper() for campo in structs.fields(Settings)}
    assert opciones == ["--host", "0.0.0.0"]  # noqa: S104 - inside of its container
    # Nobody has that name in a test, nor a network to ask for it.
    assert ajustes["DB_HOST"] == "base"
    with servidor(tmp_path, comando, **(ajustes | {"DB_HOST": "127.0.0.1", "DB_PORT": "1"})) as corriendo:
        assert urlopen(f"{corriendo.direccion}/salud").status == 200  # noqa: S310 - loopback
        assert corriendo.terminar() == 0


def test_compose_installs_with_the_settings_that_it_serves_with() -> None:
    assert _ambiente("instalar") == _ambiente("portal")
    base = _ambiente("base")
    assert (base["APP_USER"], base["APP_USER_PASSWORD"]) == (
        _ambiente("portal")["DB_USER"],
        _ambiente("portal")["DB_PASSWORD"],
    )


@pytest.mark.parametrize("cual", ["compose", ".env.example"])
def test_production_takes_no_key_that_everybody_can_read(cual: str) -> None:
    ajustes = _ambiente("portal") if cual == "compose" else entorno(RAIZ / ".env.example")
    with pytest.raises(AjusteInvalido, match="SECRET_KEY es la de un ejemplo"):
        cargar(PRODUCCION | {"SECRET_KEY": ajustes["SECRET_KEY"]})


@pytest.mark.parametrize("comilla", ["'", '"'])
def test_an_example_s_key_in_quotes_does_not_start(tmp_path: Path, comilla: str) -> None:
    clave = _ambiente("portal")["SECRET_KEY"]
    hecho = portal(tmp_path, "serve", **(PRODUCCION | {"SECRET_KEY": f"{comilla}{clave}{comilla}"}))
    assert (hecho.returncode, hecho.stdout) == (1, "")
    assert hecho.stderr == "SECRET_KEY es la de un ejemplo: poné una propia.\n"


def test_a_start_tells_all_that_is_wrong(tmp_path: Path) -> None:
    mal = {"FORWARDED_ALLOW_IPS": "*", "URL_PUBLICA": "https://10.0.0.5", "PASARELA": "demo"}
    hecho = portal(tmp_path, "serve", **(PRODUCCION | mal))
    assert (hecho.returncode, hecho.stdout) == (1, "")
    assert [next(nombre for nombre in mal if nombre in frase) for frase in hecho.stderr.splitlines()] == [
        *("PASARELA", "URL_PUBLICA", "FORWARDED_ALLOW_IPS"),
    ]
