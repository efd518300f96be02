"""Alive without the database; ready only with it."""

from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from msgspec import structs

from tests.conftest import Casa


@pytest.mark.parametrize("metodo", ["GET", "HEAD"])
def test_with_its_database_it_is_alive_and_ready(anonimo: TestClient[Litestar], metodo: str) -> None:
    for ruta, estado in (("/salud", "vivo"), ("/salud/lista", "listo")):
        respuesta = anonimo.request(metodo, ruta)
        assert respuesta.status_code == 200
        assert respuesta.content == (b"" if metodo == "HEAD" else f'{{"estado":"{estado}"}}'.encode())


def test_the_process_starts_without_its_database_and_says_so(casa: Casa, tmp_path: Path) -> None:
    casa.settings = structs.replace(casa.settings, sqlite_path=str(tmp_path / "falta.sqlite3"))
    with TestClient(casa.app()) as cliente:
        assert cliente.get("/salud").status_code == 200
        respuesta = cliente.get("/salud/lista")
        assert cliente.head("/salud/lista").status_code == 503
    assert respuesta.status_code == 503
    assert respuesta.headers["content-type"] == "application/problem+json"
    assert respuesta.headers["retry-after"] == "30"
    assert respuesta.json()["codigo"] == "base-no-creada"
    assert str(tmp_path) not in respuesta.text


def test_a_file_that_is_no_database_of_ours_is_told(casa: Casa, tmp_path: Path) -> None:
    for nombre, contenido in (("vacia.sqlite3", b""), ("texto.sqlite3", b"esto no es una base de datos " * 99)):
        ruta = tmp_path / nombre
        ruta.write_bytes(contenido)
        casa.settings = structs.replace(casa.settings, sqlite_path=str(ruta))
        with TestClient(casa.app()) as cliente:
            respuesta = cliente.get("/salud/lista")
        assert respuesta.status_code == 503, nombre
        assert respuesta.json()["detail"].startswith(nombre)


def test_both_are_public_in_the_documentation(anonimo: TestClient[Litestar]) -> None:
    rutas = anonimo.app.openapi_schema.to_schema()["paths"]
    for ruta in ("/salud", "/salud/lista"):
        assert set(rutas[ruta]) == {"get", "head"}
        assert rutas[ruta]["get"]["tags"] == ["Salud"]
        assert not rutas[ruta]["get"].get("security")
    assert "503" in rutas["/salud/lista"]["get"]["responses"]
