"""The demonstration's database, made once by its own command."""

import shutil
from pathlib import Path

import pytest

from tests.cli.processes import portal


@pytest.fixture(scope="session")
def demo_hecha(tmp_path_factory: pytest.TempPathFactory) -> Path:
    carpeta = tmp_path_factory.mktemp("demo")
    hecho = portal(carpeta, "demo", "--sin-servir", "--clientes", "30")
    assert hecho.returncode == 0, hecho.stderr
    return carpeta / "espacio-clientes.sqlite3"


@pytest.fixture
def demo(demo_hecha: Path, tmp_path: Path) -> Path:
    """A folder with a copy of it."""
    shutil.copyfile(demo_hecha, tmp_path / demo_hecha.name)
    return tmp_path
