"""The seed's own clients: what they send is taken, and what they read is there exactly when something went wrong."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import msgspec
import pytest
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient
from msgspec import structs

from portal.operations import idempotency
from portal.operations.portal import Portal
from portal.structs.idempotency import KeyedRequest
from tests import datos, journeys
from tests.conftest import Casa, ClienteApi
from tests.controllers.api.channel import abrir, agregar, pagar

ConToken: TypeAlias = Callable[[str], ClienteApi]
OTRO = "X-Nada"
# The seed's models, by route: each member with its JSON type. Its clients refuse an answer that lacks one.
MODELOS: dict[str, dict[str, tuple[type, ...]]] = {
    "/carrito/agregar": {"comision": (int, float), "codresp": (str,), "descreps": (str,)},
    "/pago": {"cod_resp": (str,), "mod_fact": (str,), "desc_resp": (str,)},
    "/anulacion": {"cod_resp": (str,), "desc_resp": (str,)},
}
BIEN_FORMADA: dict[str, dict[str, str | int]] = {
    "/carrito/agregar": {"idsession": "999999", "indicador": "S", "codmovimiento": "A1", "usuario": "x"},
    "/pago": {"session": 999_999, "user": "x", "cod_transaccion": "T-1"},
    "/anulacion": {"cod_transaccion": "T-1"},
}


def leido(ruta: str, respuesta: Response, estado: int) -> str:
    """As an old client reads it: its code, which is never success."""
    assert respuesta.status_code == estado, respuesta.text
    assert respuesta.headers["content-type"] == "application/problem+json"
    cuerpo = respuesta.json()
    for miembro, tipos in MODELOS[ruta].items():
        assert type(cuerpo[miembro]) in tipos, (miembro, cuerpo)
    codigo, frase = [nombre for nombre in MODELOS[ruta] if nombre not in ("comision", "mod_fact")]
    assert cuerpo[frase] == cuerpo["detail"]
    assert cuerpo[codigo] not in ("0", "")
    return str(cuerpo[codigo])


@pytest.mark.parametrize("ruta", sorted(MODELOS))
class TestCadaRespuesta:
    def test_a_request_that_is_mangled(self, canal_api: ClienteApi, ruta: str) -> None:
        assert leido(ruta, canal_api.post(ruta), 400) == "400"

    def test_nobody_signed_in(self, anonimo: TestClient[Litestar], ruta: str) -> None:
        assert leido(ruta, anonimo.post(ruta, params=BIEN_FORMADA[ruta]), 401) == "401"

    def test_what_does_not_exist(self, canal_api: ClienteApi, ruta: str) -> None:
        assert leido(ruta, canal_api.post(ruta, **BIEN_FORMADA[ruta]), 404) == "404"

    def test_another_method(self, canal_api: ClienteApi, ruta: str) -> None:
        assert leido(ruta, canal_api.get(ruta), 405) == "405"

    def test_what_is_refused_before_its_route(self, anonimo: TestClient[Litestar], ruta: str) -> None:
        assert leido(ruta, anonimo.post(ruta, headers={OTRO: "a" * 9_000}), 431) == "431"
        assert leido(ruta, anonimo.post(ruta, params={"x": "a" * 5_000}), 414) == "414"

    def test_the_database_is_away(self, casa: Casa, canal_api: ClienteApi, tmp_path: Path, ruta: str) -> None:
        lejos = Casa(structs.replace(casa.settings, sqlite_path=str(tmp_path / "falta.sqlite3")), casa.clock)
        with TestClient(lejos.app(), raise_server_exceptions=False) as servidor:
            respuesta = servidor.post(ruta, params=BIEN_FORMADA[ruta], headers=canal_api.cabeceras)
        assert leido(ruta, respuesta, 503) == "503"


def test_a_role_that_does_not_do_that(con_token: ConToken) -> None:
    cliente = con_token(datos.TRES_Y_AGUA)
    for ruta in ("/pago", "/anulacion"):
        assert leido(ruta, cliente.post(ruta, **BIEN_FORMADA[ruta]), 403) == "403"


def test_refusals_of_the_business_have_the_package_s_code(canal_api: ClienteApi) -> None:
    idsession = abrir(canal_api)
    suma = {"idsession": idsession, "indicador": "S", "usuario": "x"}
    assert leido("/carrito/agregar", canal_api.post("/carrito/agregar", **suma, codmovimiento="A3"), 409) == "1"
    pago = canal_api.post("/pago", session=idsession, user="x", cod_transaccion="T-1")
    assert leido("/pago", pago, 409) == "1"


def test_what_is_not_known_yet(casa: Casa, canal_api: ClienteApi) -> None:
    idsession = journeys.interrumpido(casa, "T-1").idsession
    pago = canal_api.post("/pago", session=idsession, user="x", cod_transaccion="T-1")
    assert leido("/pago", pago, 202) == "202"
    assert leido("/anulacion", canal_api.post("/anulacion", cod_transaccion="T-1"), 202) == "202"


@pytest.mark.parametrize(("huella", "estado"), [("la misma", 409), ("otra", 422)])
def test_what_is_running_and_a_key_that_is_of_something_else(
    casa: Casa, anonimo: TestClient[Litestar], canal_api: ClienteApi, huella: str, estado: int
) -> None:
    ruta = "POST /anulacion"
    suya = hashlib.sha256(msgspec.json.encode((ruta, "T-1"))).hexdigest() if huella == "la misma" else "0" * 64
    pedido = KeyedRequest("canal-uno", ruta, "llave-1", suya, "T-1")

    async def tomar(portal: Portal) -> object:
        return await idempotency._tomar(portal, pedido)  # noqa: SLF001 - another process holds it

    casa.operar(tomar)
    cabeceras = canal_api.cabeceras | {"idempotency-key": "llave-1"}
    respuesta = anonimo.post("/anulacion", params={"cod_transaccion": "T-1"}, headers=cabeceras)
    assert leido("/anulacion", respuesta, estado) == str(estado)


def test_an_observation_is_always_a_text(canal_api: ClienteApi) -> None:
    deudas = canal_api.get("/consulta/deuda-cliente/", documento=datos.TRES_Y_AGUA, moneda=1).json()["deudas"]
    assert {deuda["CODMOVIMIENTO"]: deuda["OBSERVACION"] for deuda in deudas if deuda["CODMOVIMIENTO"] != "A1"} == {
        **dict.fromkeys(("A2", "A3", "A4", "A5"), ""),
        "AGUA-9": "Con interés por atraso",
    }
    idsession = pagar(canal_api)
    for visto in (canal_api.get(f"/carrito/{idsession}"), canal_api.get("/pago/T-1")):
        assert [item["OBSERVACION"] for item in visto.json()["items"]] == ["", "Con interés por atraso", ""]


def test_zeros_may_stand_before_a_session(canal_api: ClienteApi) -> None:
    idsession = abrir(canal_api)
    larga = f"{idsession:09d}"
    for codigo in ("A1", "A2", "AGUA-9"):
        agregar(canal_api, larga, codigo)  # type: ignore[arg-type]
    assert canal_api.get(f"/carrito/{larga}").json()["idsession"] == idsession
    primera = canal_api.post("/pago", session=larga, user="x", cod_transaccion="T-1")
    segunda = canal_api.post("/pago", session=idsession, user="x", cod_transaccion="T-1")
    assert (primera.status_code, primera.content) == (200, segunda.content)


def test_the_document_is_where_the_seed_s_framework_had_it(anonimo: TestClient[Litestar]) -> None:
    respuesta = anonimo.get("/openapi.json")
    assert (respuesta.status_code, respuesta.headers["content-type"]) == (200, "application/json")
    documento = respuesta.json()
    assert documento == anonimo.get("/docs/openapi.json").json()
    observacion = documento["components"]["schemas"]["DeudaApi"]["properties"]["OBSERVACION"]
    assert observacion["type"] == "string"
    (session,) = [p for p in documento["paths"]["/pago"]["post"]["parameters"] if p["name"] == "session"]
    assert (session["schema"]["type"], session["schema"]["maximum"]) == ("integer", 999_999_999)
    assert "pattern" not in session["schema"]
    cuerpos = documento["paths"]["/token"]["post"]["requestBody"]["content"]
    assert set(cuerpos) == {"application/x-www-form-urlencoded", "multipart/form-data"}
