"""A test that fails on no bug proves nothing: each planted bug has to make its own test fail, in a copy of the tree."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.mutations.accounts import DE_CUENTAS
from tests.mutations.catalogue import MUTACIONES, Mutacion

RAIZ = Path(__file__).parents[2]
TODAS = (*MUTACIONES, *DE_CUENTAS)
FALLARON = 1
LIMITE_S = 240


def correr(copia: Path, *pruebas: str) -> subprocess.CompletedProcess[str]:
    # Without bytecode: two versions of a file within one second would look the same.
    entorno = os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0", "PYTHONPATH": str(copia)}
    orden = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *pruebas]
    return subprocess.run(  # noqa: S603 - our own tests
        orden, cwd=copia, env=entorno, capture_output=True, text=True, timeout=LIMITE_S, check=False
    )


@pytest.fixture(scope="module")
def copia(tmp_path_factory: pytest.TempPathFactory) -> Path:
    raiz = tmp_path_factory.mktemp("mutaciones")
    for carpeta in ("portal", "tests"):
        shutil.copytree(RAIZ / carpeta, raiz / carpeta, ignore=shutil.ignore_patterns("__pycache__", "e2e"))
    shutil.copy(RAIZ / "pyproject.toml", raiz)
    return raiz


def test_the_copy_without_bugs_passes(copia: Path) -> None:
    corrida = correr(copia, *sorted({mutacion.prueba for mutacion in TODAS}))
    assert corrida.returncode == 0, corrida.stdout


@pytest.mark.parametrize("mutacion", TODAS, ids=lambda mutacion: mutacion.nombre)
def test_a_planted_bug_is_found(copia: Path, mutacion: Mutacion) -> None:
    archivo = copia / mutacion.archivo
    sano = archivo.read_text("utf-8")
    assert sano.count(mutacion.antes) == 1, "this bug does not fit any more: plant it again"
    archivo.write_text(sano.replace(mutacion.antes, mutacion.despues), "utf-8")
    try:
        corrida = correr(copia, mutacion.prueba)
    finally:
        archivo.write_text(sano, "utf-8")
    assert corrida.returncode == FALLARON, f"nobody noticed:\n{corrida.stdout}"
