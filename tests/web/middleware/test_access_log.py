"""The log says which route, and nothing of anybody."""

import sqlite3
from contextlib import closing
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from structlog.testing import capture_logs

from tests import datos
from tests.conftest import PAGINA, Casa, ClienteApi

SECRETOS = (datos.TRES_Y_AGUA, datos.CLAVE, "COD-SECRETO-1", "canal-uno", "Benítez")


def _accesos(registro: list[Any]) -> list[dict[str, Any]]:
    return [linea for linea in registro if linea["event"] == "acceso"]


def test_it_tells_the_template_and_never_what_came_in_the_address(
    canal_api: ClienteApi, anonimo: TestClient[Litestar]
) -> None:
    with capture_logs() as registro:
        canal_api.get("/consulta/deuda-cliente/", documento=datos.TRES_Y_AGUA, moneda=1)
        canal_api.get("/pago/COD-SECRETO-1")
        canal_api.post("/pago", session=1, user="canal-uno", cod_transaccion="COD-SECRETO-1")
        anonimo.post(
            "/ingreso",
            data={"usuario": datos.TRES_Y_AGUA, "clave": datos.CLAVE},
            headers=PAGINA,
            follow_redirects=False,
        )
        anonimo.get(f"/no-existe/{datos.TRES_Y_AGUA}")
    escrito = str(registro)
    assert not [secreto for secreto in SECRETOS if secreto in escrito]
    assert canal_api.cabeceras["authorization"].split()[1] not in escrito
    assert [(linea["metodo"], linea["ruta"], linea["estado"]) for linea in _accesos(registro)] == [
        ("GET", "/consulta/deuda-cliente", 200),
        ("GET", "/pago/{cod_transaccion}", 404),
        ("POST", "/pago", 409),
        ("POST", "/ingreso", 303),
        ("GET", "(ninguna)", 404),
    ]
    assert all(linea["ms"] >= 0 for linea in _accesos(registro))


def test_it_tells_who_asked_by_number_and_from_where(
    casa: Casa, canal_api: ClienteApi, anonimo: TestClient[Litestar]
) -> None:
    with closing(sqlite3.connect(casa.settings.sqlite_path)) as base:
        (numero,) = base.execute("SELECT id FROM portal_usuario WHERE usuario = 'canal-uno'").fetchone()
    with capture_logs() as registro:
        canal_api.get("/pagos")
        anonimo.get("/pagos")
        anonimo.get("/ayuda", headers=PAGINA)
    assert [(linea["quien"], linea["ip"]) for linea in _accesos(registro)] == [
        (numero, "testclient"),
        (0, "testclient"),
        (0, "testclient"),
    ]


@pytest.mark.parametrize(
    ("traido", "se_queda"), [("a1b2c3d4-0001", True), ("x", False), ("con espacio", False), ("x" * 65, False)]
)
def test_each_answer_has_a_number_and_a_harmless_one_is_kept(
    anonimo: TestClient[Litestar], traido: str, *, se_queda: bool
) -> None:
    for ruta in ("/salud", "/no-existe", "/ingreso"):
        numero = anonimo.get(ruta, headers={"x-request-id": traido}).headers["x-request-id"]
        assert (numero == traido) is se_queda
        assert len(numero) >= 8
