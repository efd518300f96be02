"""The design's direction of imports (pyproject.toml), its libraries, and the size of files, held to the code."""

import ast
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

RAIZ = Path(__file__).parent.parent
CODIGO = sorted((RAIZ / "portal").rglob("*.py"))
LARGO_MAXIMO = 250
MEDIANA_MAXIMA = 80

SOLO_EN = {
    "litestar": {
        "portal.app",
        "portal.lifespan",
        "portal.routers",
        "portal.controllers",
        "portal.web",
    },
    "oracledb": {"portal.repo.oracle"},
    "jwt": {"portal.web.auth", "portal.web.device"},
    "httpx": {"portal.pasarela.bancard.client"},
    "pyotp": {"portal.factors"},
    "webauthn": {"portal.factors"},
    "sqlite3": {"portal.repo.embedded"},
    "PIL": {"portal.imports.logo"},
}


def _modulo(ruta: Path) -> str:
    return ".".join(ruta.relative_to(RAIZ).with_suffix("").parts).removesuffix(".__init__")


def _importa(ruta: Path) -> set[str]:
    hallados: set[str] = set()
    for nodo in ast.walk(ast.parse(ruta.read_text("utf-8"))):
        if isinstance(nodo, ast.Import):
            hallados.update(alias.name for alias in nodo.names)
        elif isinstance(nodo, ast.ImportFrom) and nodo.module:
            hallados.add(nodo.module)
            hallados.update(
                f"{nodo.module}.{alias.name}" for alias in nodo.names if (RAIZ / nodo.module.replace(".", "/")).is_dir()
            )
    return hallados


def _bajo(modulo: str, prefijos: set[str]) -> bool:
    return any(modulo == prefijo or modulo.startswith(f"{prefijo}.") for prefijo in prefijos)


def _contratos(raiz: Path) -> subprocess.CompletedProcess[str]:
    """What import-linter says of the code in that folder, by the contracts in its pyproject.toml."""
    revisar = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True, no_logo=True))"
    return subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", revisar],
        cwd=raiz,
        env={**os.environ, "PYTHONPATH": str(raiz), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_imports_point_inward() -> None:
    hecho = _contratos(RAIZ)
    assert hecho.returncode == 0, hecho.stdout + hecho.stderr


@pytest.mark.parametrize(
    ("nuevo", "texto", "dicho"),
    [
        ("desconocido.py", "", "portal.desconocido"),
        ("repo/otro/__init__.py", "", "portal.repo.otro"),
        ("pasarela/otra.py", "", "portal.pasarela.otra"),
        ("rules/mal.py", "import portal.settings", "portal.rules.mal -> portal.settings"),
        ("structs/mal.py", "import portal.rules.debts.carrito", "portal.structs.mal -> portal.rules.debts.carrito"),
        (
            "operations/mal.py",
            "import portal.pasarela.demo.gateway",
            "portal.operations.mal -> portal.pasarela.demo.gateway",
        ),
        ("operations/mal.py", "import portal.controllers", "portal.operations.mal -> portal.controllers"),
        ("operations/mal.py", "import portal.repo.oracle.repo", "portal.operations.mal -> portal.repo.oracle.repo"),
        (
            "controllers/mal.py",
            "import portal.repo.tables.payments.pagos",
            "portal.controllers.mal -> portal.repo.tables.payments.pagos",
        ),
        (
            "web/middleware/mal.py",
            "import portal.controllers.api.health",
            "portal.web.middleware.mal -> portal.controllers.api.health",
        ),
        ("repo/embedded/mal.py", "import portal.repo.oracle.repo", "portal.repo.embedded.mal -> portal.repo.oracle"),
        (
            "repo/tables/mal.py",
            "import portal.rules.debts.carrito",
            "portal.repo.tables.mal -> portal.rules.debts.carrito",
        ),
        ("imports/mal.py", "import portal.repo.protocol", "portal.imports.mal -> portal.repo.protocol"),
    ],
)
def test_a_module_that_is_unknown_or_looks_outward_fails(tmp_path: Path, nuevo: str, texto: str, dicho: str) -> None:
    for ruta in [RAIZ / "pyproject.toml", *CODIGO]:
        copia = tmp_path / ruta.relative_to(RAIZ)
        copia.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ruta, copia)
    mal = tmp_path / "portal" / nuevo
    mal.parent.mkdir(exist_ok=True)
    mal.write_text(f"{texto}\n", "utf-8")
    hecho = _contratos(tmp_path)
    assert hecho.returncode == 1
    assert dicho in " ".join(hecho.stdout.split())


@pytest.mark.parametrize("ruta", CODIGO, ids=_modulo)
def test_a_library_is_known_only_where_it_belongs(ruta: Path) -> None:
    modulo = _modulo(ruta)
    for biblioteca, partes in SOLO_EN.items():
        if any(_bajo(importado, {biblioteca}) for importado in _importa(ruta)):
            assert _bajo(modulo, partes), f"{modulo} imports {biblioteca}"


def test_files_stay_small() -> None:
    largos = {ruta: len(ruta.read_text("utf-8").splitlines()) for ruta in CODIGO}
    assert not {str(ruta): largo for ruta, largo in largos.items() if largo > LARGO_MAXIMO}
    assert sorted(largos.values())[len(largos) // 2] <= MEDIANA_MAXIMA


def test_no_file_has_a_name_that_says_nothing() -> None:
    for ruta in CODIGO:
        assert not {"utils", "helpers", "manager", "service", "common", "misc"} & set(ruta.stem.split("_")), ruta


def test_the_name_of_a_class_means_one_thing() -> None:
    clases = Counter(
        nodo.name
        for ruta in CODIGO
        for nodo in ast.walk(ast.parse(ruta.read_text("utf-8")))
        if isinstance(nodo, ast.ClassDef)
    )
    assert not {nombre: veces for nombre, veces in clases.items() if veces > 1}


# A room whose modules are one engine is tested by what happens in it: its test files have the events' names.
POR_LO_QUE_PASA = {"payment"}


@pytest.mark.parametrize("sala", ["controllers", "operations", "rules"])
def test_each_module_has_a_test_file_by_its_name(sala: str) -> None:
    modulos = [ruta for ruta in (RAIZ / "portal" / sala).rglob("*.py") if ruta.stem != "__init__"]
    propios = [ruta for ruta in modulos if sala != "operations" or not POR_LO_QUE_PASA & set(ruta.parts)]
    pruebas = {
        ruta: RAIZ / "tests" / ruta.relative_to(RAIZ / "portal").with_name(f"test_{ruta.name}") for ruta in propios
    }
    assert not [str(ruta.relative_to(RAIZ)) for ruta, prueba in pruebas.items() if not prueba.exists()]
