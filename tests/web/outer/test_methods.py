"""HEAD wherever GET is, and OPTIONS for whoever asks, on every route of the router."""

import re
from collections import defaultdict
from collections.abc import Callable

import pytest
from litestar import Litestar
from litestar.routes import HTTPRoute
from litestar.testing import TestClient
from msgspec import structs

from tests import datos
from tests.conftest import PAGINA, Casa, ClienteApi
from tests.controllers.api.channel import pagar

VOLATILES = {"ratelimit", "x-request-id", "date", "set-cookie"}
# A page that draws another QR each time.
HOLGURA = {"/cuenta/factores/aplicacion": 500}
VALORES = {"int": "1", "date": "2026-11-23", "path": "portal.css"}


def _rutas(app: Litestar) -> dict[str, set[str]]:
    """Each address with the methods that all of its routes have."""
    juntas: dict[str, set[str]] = defaultdict(set)
    for ruta in app.routes:
        assert isinstance(ruta, HTTPRoute)
        concreta = re.sub(r"\{\w+:(\w+)\}", lambda parte: VALORES.get(parte[1], "T-1"), ruta.path)
        juntas[concreta] |= {str(metodo) for metodo in ruta.methods}
    return juntas


def _igual_sin_cuerpo(cliente: TestClient[Litestar], ruta: str, cabeceras: dict[str, str]) -> int:
    get = cliente.get(ruta, headers=cabeceras, follow_redirects=False)
    head = cliente.head(ruta, headers=cabeceras, follow_redirects=False)
    assert (head.status_code, head.content) == (get.status_code, b""), ruta
    dichas, pedidas = (
        {nombre: valor for nombre, valor in cada.headers.items() if nombre not in VOLATILES} for cada in (head, get)
    )
    assert ("ratelimit" in head.headers) == ("ratelimit" in get.headers), ruta
    # A page of debts opens a consultation, whose number is another each time.
    largo, pedido = (int(cada.pop("content-length", -1)) for cada in (dichas, pedidas))
    assert abs(largo - pedido) < HOLGURA.get(ruta, 10), ruta
    assert dichas == pedidas, ruta
    return get.status_code


def test_head_is_get_without_a_body_on_every_page_file_and_document(
    casa: Casa, anonimo: TestClient[Litestar], entrar: Callable[[str], TestClient[Litestar]]
) -> None:
    rutas = [ruta for ruta, metodos in _rutas(casa.app()).items() if "GET" in metodos]
    estados = {ruta: _igual_sin_cuerpo(anonimo, ruta, PAGINA) for ruta in rutas}
    assert estados["/ingreso"] == estados["/docs"] == estados["/redoc"] == estados["/static/portal.css"] == 200
    assert estados["/deudas"] == 303
    web = entrar(datos.TRES_Y_AGUA)
    estados = {ruta: _igual_sin_cuerpo(web, ruta, PAGINA) for ruta in rutas}
    assert estados["/deudas"] == estados["/deudas.csv"] == estados["/cuenta"] == 200


def test_head_is_get_without_a_body_for_the_api(canal_api: ClienteApi, anonimo: TestClient[Litestar]) -> None:
    pagar(canal_api)
    for ruta, estado in (("/pagos", 200), ("/pago/T-1", 200), ("/pago/T-0", 404), ("/carrito/1", 200)):
        assert _igual_sin_cuerpo(anonimo, ruta, canal_api.cabeceras) == estado
    consulta = f"/consulta/deuda-cliente/?documento={datos.TRES_Y_AGUA}&moneda=1"
    respuesta = anonimo.head(consulta, headers=canal_api.cabeceras)
    assert (respuesta.status_code, respuesta.content) == (200, b"")
    assert int(respuesta.headers["content-length"]) > 100


def test_an_act_is_not_done_by_head(canal_api: ClienteApi, anonimo: TestClient[Litestar], casa: Casa) -> None:
    for ruta, metodos in _rutas(casa.app()).items():
        if "GET" not in metodos:
            respuesta = anonimo.head(ruta, headers=canal_api.cabeceras | PAGINA)
            assert respuesta.status_code == 405, ruta
            assert respuesta.headers["allow"] == "OPTIONS, POST"


def test_options_tells_the_methods_of_every_route_to_anybody(casa: Casa, anonimo: TestClient[Litestar]) -> None:
    for ruta, metodos in _rutas(casa.app()).items():
        for cabeceras in ({}, PAGINA, {"authorization": "Bearer x"}):
            respuesta = anonimo.options(ruta, headers=cabeceras, follow_redirects=False)
            assert (respuesta.status_code, respuesta.content) == (204, b""), ruta
            propios = metodos | {"OPTIONS"} | ({"HEAD"} if "GET" in metodos else set())
            assert respuesta.headers["allow"] == ", ".join(sorted(propios)), ruta
    assert anonimo.options("/nada").status_code == 404


def test_what_a_route_does_not_do_is_refused_with_what_it_does(anonimo: TestClient[Litestar]) -> None:
    assert anonimo.put("/ayuda").headers["allow"] == "GET, HEAD, OPTIONS"
    assert anonimo.delete("/pago").headers["allow"] == "OPTIONS, POST"


@pytest.mark.parametrize("ruta", ["/pagos", "/token", "/carrito/agregar"])
def test_a_browser_s_own_question_is_answered_as_before(casa: Casa, ruta: str) -> None:
    casa.settings = structs.replace(casa.settings, allowed_origins=("https://tu-frontend.com",))
    with TestClient(casa.app()) as cliente:
        previa = cliente.options(
            ruta, headers={"origin": "https://tu-frontend.com", "access-control-request-method": "POST"}
        )
        assert previa.status_code == 204
        assert previa.headers["access-control-allow-origin"] == "https://tu-frontend.com"
        assert previa.headers["access-control-allow-methods"] == "GET, POST"
