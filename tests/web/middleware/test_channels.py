"""A channel's requests at the API's door: from where, how many, and what the token is for."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from typing import TypeAlias

import pytest
from httpx import Response
from litestar import Litestar, get
from litestar.testing import TestClient

from portal.web.doors import API
from portal.web.middleware.channels import require_scopes
from portal.web.policies import PUBLICA
from tests import datos
from tests.conftest import PAGINA, Casa, ClienteApi
from tests.operations.canales.canal import UNO, credencial, limitar

ConToken: TypeAlias = Callable[[str], ClienteApi]
# What each scope opens: each request of the API is of one of them.
RUTAS = {
    "consulta": ("GET", "/consulta/deuda-cliente/", {"documento": datos.TRES_Y_AGUA, "moneda": "1"}),
    "carrito": ("GET", "/carrito/999999", {}),
    "pago": ("POST", "/pago", {"session": "999999", "user": "x", "cod_transaccion": "T-NO"}),
    "anulacion": ("POST", "/anulacion", {"cod_transaccion": "T-NO"}),
    "pagos:leer": ("GET", "/pagos", {}),
}


def con_credencial(casa: Casa, servidor: TestClient[Litestar], *alcances: str) -> ClienteApi:
    nueva = credencial(casa, *alcances)
    campos = {"client_id": nueva.cliente, "client_secret": nueva.secreto, "grant_type": "client_credentials"}
    respuesta = servidor.post("/token", data=campos)
    assert respuesta.status_code == 200, respuesta.text
    return ClienteApi(servidor, respuesta.json()["access_token"])


def _pedir(servidor: TestClient[Litestar], api: ClienteApi, alcance: str) -> Response:
    metodo, ruta, parametros = RUTAS[alcance]
    return servidor.request(metodo, ruta, params=parametros, headers=api.cabeceras)


@pytest.mark.parametrize("alcance", RUTAS)
def test_a_token_opens_what_it_was_given_for_and_nothing_else(
    casa: Casa, anonimo: TestClient[Litestar], alcance: str
) -> None:
    api = con_credencial(casa, anonimo, alcance)
    for otro in RUTAS:
        respuesta = _pedir(anonimo, api, otro)
        if otro == alcance:
            assert respuesta.status_code in (200, 404)
            continue
        assert (respuesta.status_code, respuesta.json()["codigo"]) == (403, "alcance-insuficiente")
        assert respuesta.json()["detail"] == f"El token no alcanza para esto: hace falta «{otro}»."
        assert respuesta.headers["www-authenticate"] == f'Bearer error="insufficient_scope", scope="{otro}"'


def test_a_token_by_password_opens_it_all(anonimo: TestClient[Litestar], canal_api: ClienteApi) -> None:
    assert {alcance: _pedir(anonimo, canal_api, alcance).status_code for alcance in RUTAS} == {
        "consulta": 200,
        "carrito": 404,
        "pago": 404,
        "anulacion": 404,
        "pagos:leer": 200,
    }


def test_a_token_is_no_good_from_another_network_from_its_next_request_on(
    casa: Casa, anonimo: TestClient[Litestar]
) -> None:
    api = con_credencial(casa, anonimo)
    assert api.get("/pagos").status_code == 200
    limitar(casa, redes="198.51.100.0/24")
    casa.clock.adelantar(timedelta(seconds=1))
    for respuesta in (api.get("/pagos"), api.post("/anulacion", cod_transaccion="T-NO")):
        assert (respuesta.status_code, respuesta.json()["codigo"]) == (403, "red-no-permitida")
    with closing(sqlite3.connect(casa.settings.sqlite_path)) as base:
        negados = base.execute("SELECT actor, resultado FROM portal_auditoria WHERE accion = 'acceso-negado'")
        assert negados.fetchall() == [(UNO, "red-no-permitida")] * 2


def test_each_answer_tells_how_much_is_left(casa: Casa, anonimo: TestClient[Litestar], con_token: ConToken) -> None:
    limitar(casa, por_minuto="100", por_hora="5")
    api = con_credencial(casa, anonimo)
    politica = '"pedidos";q=100;w=60, "documentos";q=5;w=3600'
    for respuesta, quedan in (
        (api.get("/pagos"), '"pedidos";r=99;t=60, "documentos";r=5;t=3600'),
        (_pedir(anonimo, api, "consulta"), '"pedidos";r=98;t=60, "documentos";r=4;t=3600'),
        (api.get("/carrito/1"), '"pedidos";r=97;t=60, "documentos";r=4;t=3600'),
    ):
        assert (respuesta.headers["ratelimit-policy"], respuesta.headers["ratelimit"]) == (politica, quedan)
    for otra in (con_token(datos.TRES_Y_AGUA).get("/pagos"), anonimo.get("/pagos"), anonimo.get("/salud")):
        assert "ratelimit" not in otra.headers


def test_too_many_requests_are_told_when_to_come_back(casa: Casa, anonimo: TestClient[Litestar]) -> None:
    limitar(casa, por_minuto="3")
    api = con_credencial(casa, anonimo)
    estados = [api.get("/pagos").status_code for _ in range(5)]
    assert estados == [200, 200, 200, 429, 429]
    pago = api.post("/pago", session=1, user="x", cod_transaccion="T-1")
    assert (pago.status_code, pago.headers["retry-after"]) == (429, "60")
    assert pago.headers["content-type"] == "application/problem+json"
    assert pago.headers["ratelimit"].startswith('"pedidos";r=0;t=60')
    # An old client reads its own members, which are no success.
    assert (pago.json()["codigo"], pago.json()["cod_resp"]) == ("quota-agotada", "429")
    casa.clock.adelantar(timedelta(minutes=1))
    assert api.get("/pagos").status_code == 200


def test_a_walk_by_the_api_is_stopped(casa: Casa, anonimo: TestClient[Litestar]) -> None:
    limitar(casa, por_hora="3")
    api = con_credencial(casa, anonimo)
    estados = [
        api.get("/consulta/deuda-cliente/", documento=str(5_000_000 + nro), moneda=1).status_code for nro in range(6)
    ]
    assert estados == [409, 409, 409, 429, 429, 429]
    assert _pedir(anonimo, api, "pagos:leer").status_code == 200


def test_a_token_of_a_channel_opens_no_page(casa: Casa, anonimo: TestClient[Litestar]) -> None:
    api = con_credencial(casa, anonimo)
    ficha = api.cabeceras["authorization"].removeprefix("Bearer ")
    pagina = anonimo.get("/cuenta", headers=PAGINA | {"cookie": f"sesion={ficha}"}, follow_redirects=False)
    assert pagina.status_code == 303


def test_a_route_of_the_api_without_a_scope_stops_the_start() -> None:
    @get("/olvidada", opt=API, sync_to_thread=False)
    def olvidada() -> None: ...

    @get("/publica", opt=API | PUBLICA, sync_to_thread=False)
    def publica() -> None: ...

    require_scopes(Litestar([publica]))
    with pytest.raises(LookupError, match="/olvidada"):
        require_scopes(Litestar([publica, olvidada]))
