"""A test that fails on no bug proves nothing: each planted bug has to make its own test fail, in a copy of the tree."""

import itertools
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.mutations.accounts import DE_CUENTAS
from tests.mutations.catalogue import MUTACIONES, Mutacion

RAIZ = Path(__file__).parents[2]
TODAS = (*MUTACIONES, *DE_CUENTAS)
FALLARON = 1
LIMITE_S = 240
_segundos = itertools.count(1)


def correr(copia: Path, *pruebas: str) -> subprocess.CompletedProcess[str]:
    entorno = os.environ | {"PYTHONHASHSEED": "0", "PYTHONPATH": str(copia)}
    orden = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *pruebas]
    return subprocess.run(  # noqa: S603 - our own tests
        orden, cwd=copia, env=entorno, capture_output=True, text=True, timeout=LIMITE_S, check=False
    )


def escribir(archivo: Path, texto: str) -> None:
    """Each version a second later than the one before: of two within one second Python would take the first's
    bytecode for both."""
    archivo.write_text(texto, "utf-8")
    cuando = time.time() + next(_segundos)
    os.utime(archivo, (cuando, cuando))


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
    escribir(archivo, sano.replace(mutacion.antes, mutacion.despues))
    try:
        corrida = correr(copia, mutacion.prueba)
    finally:
        escribir(archivo, sano)
    assert corrida.returncode == FALLARON, f"nobody noticed:\n{corrida.stdout}"
