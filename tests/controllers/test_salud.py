"""Alive without the database; ready only with it; and how many payments wait for a person."""

from datetime import timedelta
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from msgspec import structs
from structlog.testing import capture_logs

from portal.operations import dudosos
from portal.rules.miradas import ALARMA
from portal.structs.dudas import Desenlace
from tests import recorridos
from tests.conftest import PAGINA, Casa


@pytest.mark.parametrize("metodo", ["GET", "HEAD"])
def test_with_its_database_it_is_alive_and_ready(anonimo: TestClient[Litestar], metodo: str) -> None:
    for ruta, cuerpo in (("/salud", b'{"estado":"vivo"}'), ("/salud/lista", b'{"estado":"listo","pagos_demorados":0}')):
        respuesta = anonimo.request(metodo, ruta)
        assert respuesta.status_code == 200
        assert respuesta.content == (b"" if metodo == "HEAD" else cuerpo)


def test_payments_that_wait_for_a_person_are_counted_and_keep_it_in_service(
    casa: Casa, anonimo: TestClient[Litestar]
) -> None:
    pago = recorridos.dudoso(casa)
    assert anonimo.get("/salud/lista").json()["pagos_demorados"] == 0  # nothing is late yet
    casa.reloj.adelantar(ALARMA + timedelta(seconds=1))
    respuesta = anonimo.get("/salud/lista")
    assert (respuesta.status_code, respuesta.json()) == (200, {"estado": "listo", "pagos_demorados": 1})
    operadora = casa.actor("operadora")
    casa.operar(lambda portal: dudosos.resolver(portal, operadora, pago.id, Desenlace.RECHAZADO, "Se devolvió"))
    assert anonimo.get("/salud/lista").json()["pagos_demorados"] == 0


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
    assert "«portal db install»" in respuesta.json()["detail"]
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


@pytest.mark.parametrize(
    ("ruta", "formulario"),
    [
        ("/salud/lista", None),
        ("/token", {"username": "x", "password": "una clave larga"}),
        ("/ingreso", {"usuario": "x", "clave": "una clave larga"}),
    ],
)
def test_the_log_names_the_cause_of_each_503(
    casa: Casa, tmp_path: Path, ruta: str, formulario: dict[str, str] | None
) -> None:
    casa.settings = structs.replace(casa.settings, sqlite_path=str(tmp_path / "falta.sqlite3"))
    with TestClient(casa.app()) as cliente, capture_logs() as lineas:
        respuesta = cliente.post(ruta, data=formulario, headers=PAGINA) if formulario else cliente.get(ruta)
    assert respuesta.status_code == 503
    dichas = [linea for linea in lineas if linea["event"] == "no_disponible"]
    assert [(linea["log_level"], linea["codigo"]) for linea in dichas] == [("warning", "base-no-creada")]
    assert "falta.sqlite3" in dichas[0]["causa"]


def test_both_are_public_in_the_documentation(anonimo: TestClient[Litestar]) -> None:
    rutas = anonimo.app.openapi_schema.to_schema()["paths"]
    for ruta in ("/salud", "/salud/lista"):
        assert set(rutas[ruta]) == {"get", "head"}
        assert rutas[ruta]["get"]["tags"] == ["Salud"]
        assert not rutas[ruta]["get"].get("security")
    assert "503" in rutas["/salud/lista"]["get"]["responses"]
