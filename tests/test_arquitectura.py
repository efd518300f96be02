"""The design's table of imports, and the size of files, held to the code."""

import ast
from pathlib import Path

import pytest

RAIZ = Path(__file__).parent.parent
CODIGO = sorted((RAIZ / "portal").rglob("*.py"))
LARGO_MAXIMO = 250
MEDIANA_MAXIMA = 80

BASE = {"portal", "portal.errors", "portal.monedas", "portal.reloj", "portal.structs"}
# What each part may import of ours, by prefix; the composition root and the command line may import everything.
PERMITIDO = {
    "portal.errors": set(),
    "portal.monedas": {"portal.errors"},
    "portal.reloj": set(),
    "portal.formatos": {"portal.monedas", "portal.reloj"},
    "portal.claves": set(),
    "portal.settings": {"portal.errors"},
    "portal.structs": BASE,
    "portal.rules": BASE | {"portal.rules"},
    "portal.repo.protocol": BASE,
    "portal.repo.tablas": BASE | {"portal.repo.protocol", "portal.repo.tablas"},
    "portal.repo": BASE | {"portal.repo", "portal.rules", "portal.settings"},
    "portal.pasarela": BASE | {"portal.pasarela", "portal.repo.protocol", "portal.settings"},
    "portal.demo": BASE
    | {
        "portal.demo",
        "portal.claves",
        "portal.operations",
        "portal.pasarela",
        "portal.repo.tablas",
    },
    "portal.importacion": BASE | {"portal.importacion", "portal.operations.documento"},
    "portal.operations": BASE
    | {
        "portal.operations",
        "portal.rules",
        "portal.repo.protocol",
        "portal.repo.tablas",
        "portal.pasarela.protocol",
        "portal.settings",
        "portal.claves",
        "portal.importacion",
    },
}
SOLO_EN = {
    "litestar": {
        "portal.app",
        "portal.auth",
        "portal.controllers",
        "portal.doors",
        "portal.middleware",
        "portal.problemas",
        "portal.rendering",
        "portal.responder",
    },
    "oracledb": {"portal.repo.oracle"},
    "jwt": {"portal.auth"},
    "httpx": {"portal.pasarela.bancard_cliente"},
    "sqlite3": {"portal.repo.embebido"},
    "aiosqlite": {"portal.repo.embebido"},
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


@pytest.mark.parametrize("ruta", CODIGO, ids=_modulo)
def test_imports_point_inward(ruta: Path) -> None:
    modulo = _modulo(ruta)
    parte = max((clave for clave in PERMITIDO if _bajo(modulo, {clave})), key=len, default=None)
    if parte is None:
        return
    nuestros = {importado for importado in _importa(ruta) if importado.startswith("portal.")}
    paquetes = {importado for importado in nuestros if (RAIZ / importado.replace(".", "/")).is_dir()}
    permitidos = PERMITIDO[parte] - {"portal"}
    ajenos = {importado for importado in nuestros - paquetes if not _bajo(importado, permitidos)}
    assert not ajenos, f"{modulo} imports {sorted(ajenos)}"


@pytest.mark.parametrize("ruta", CODIGO, ids=_modulo)
def test_a_library_is_known_only_where_it_belongs(ruta: Path) -> None:
    modulo = _modulo(ruta)
    for biblioteca, partes in SOLO_EN.items():
        if any(_bajo(importado, {biblioteca}) for importado in _importa(ruta)):
            assert _bajo(modulo, partes), f"{modulo} imports {biblioteca}"


def test_the_table_of_imports_names_parts_that_exist() -> None:
    modulos = {_modulo(ruta) for ruta in CODIGO}
    for parte in PERMITIDO:
        assert any(_bajo(modulo, {parte}) for modulo in modulos), parte


def test_files_stay_small() -> None:
    largos = {ruta: len(ruta.read_text("utf-8").splitlines()) for ruta in CODIGO}
    assert not {str(ruta): largo for ruta, largo in largos.items() if largo > LARGO_MAXIMO}
    assert sorted(largos.values())[len(largos) // 2] <= MEDIANA_MAXIMA


def test_no_file_has_a_name_that_says_nothing() -> None:
    for ruta in CODIGO:
        assert not {"utils", "helpers", "manager", "service", "common", "misc"} & set(ruta.stem.split("_")), ruta
