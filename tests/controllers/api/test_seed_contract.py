"""The seed's own example requests, against the app: the same keys in the same order, the same JSON types, 200."""

import json

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from tests import datos
from tests.conftest import ClienteApi
from tests.controllers.api.channel import PROBLEMA, abrir

# As the seed's document prints them.
TOKEN = """
{
  "access_token": "<jwt_token>",
  "token_type": "bearer"
}"""
CONSULTA = """
{
  "deudas": [
    {
      "DESCRIPCION": "Cuota de Préstamo",
      "IMPO_MAXI": 100.0,
      "IMPO_TOTA": 75.5,
      "MONE_CODI": 1,
      "FECH_VENC": "2025-08-01",
      "OBSERVACION": "Pago mensual",
      "CODMOVIMIENTO": "123",
      "SEQ_DI": 1
    }
  ],
  "desc_clie": "Nombre Apellido del Cliente",
  "cant_deta": 1,
  "codresp": "0",
  "descresp": "OK",
  "idsession": 42
}"""
CARRITO = """
{
  "comision": 2.5,
  "codresp": "0",
  "descreps": "Agregado correctamente al carrito"
}"""
PAGO = """{"cod_resp": "0", "mod_fact": "CONTADO", "desc_resp": "OK"}"""
ANULACION = """{"cod_resp": "0", "desc_resp": "OK"}"""


def igual(visto: object, ejemplo: object, donde: str = "$") -> None:
    """Same keys in the same order and same JSON types, down to the leaves. A JSON number is one type."""
    if isinstance(ejemplo, dict):
        assert isinstance(visto, dict), donde
        assert list(visto) == list(ejemplo), donde
        for clave, valor in ejemplo.items():
            igual(visto[clave], valor, f"{donde}.{clave}")
    elif isinstance(ejemplo, list):
        assert isinstance(visto, list), donde
        for cada in visto:
            igual(cada, ejemplo[0], f"{donde}[]")
    elif isinstance(ejemplo, float):
        assert type(visto) in (int, float), donde
    else:
        assert type(visto) is type(ejemplo), donde


def test_the_seed_s_requests_get_the_seed_s_answers(anonimo: TestClient[Litestar]) -> None:
    token = anonimo.post("/token", data={"username": "canal-uno", "password": datos.CLAVE})
    assert token.status_code == 200
    seed = json.loads(TOKEN)
    # The seed's members come first, as it has them; what a client of OAuth reads besides comes after.
    assert list(token.json())[: len(seed)] == list(seed)
    igual({nombre: token.json()[nombre] for nombre in seed}, seed)
    assert token.json()["token_type"] == "bearer"
    cabeceras = {"Authorization": f"Bearer {token.json()['access_token']}"}

    def pedir(metodo: str, ruta: str, ejemplo: str, **parametros: str) -> dict[str, object]:
        respuesta = anonimo.request(metodo, ruta, params=parametros, headers=cabeceras)
        assert respuesta.status_code == 200, respuesta.text
        assert respuesta.headers["content-type"] == "application/json"
        igual(respuesta.json(), json.loads(ejemplo))
        return dict(respuesta.json())

    consulta = pedir("GET", "/consulta/deuda-cliente/", CONSULTA, documento=datos.TRES_Y_AGUA, moneda="1")
    assert (consulta["codresp"], consulta["descresp"], consulta["cant_deta"]) == ("0", "OK", 6)
    sesion = str(consulta["idsession"])
    for codigo in ("A1", "A2", "AGUA-9"):
        agregado = pedir(
            "POST",
            "/carrito/agregar",
            CARRITO,
            idsession=sesion,
            indicador="S",
            codmovimiento=codigo,
            usuario="canal-uno",
        )
        assert agregado["descreps"] == "Agregado correctamente al carrito"
    pedir("POST", "/pago", PAGO, session=sesion, user="canal-uno", cod_transaccion="BCO-1")
    pedir("POST", "/anulacion", ANULACION, cod_transaccion="BCO-1")
    dolares = pedir("GET", "/consulta/deuda-cliente/", CONSULTA, documento=datos.DOLARES, moneda="2")
    assert dolares["cant_deta"] == 3


@pytest.mark.parametrize("documento", ["123456", "123456789012345", "AB12CD34"])
def test_a_documento_has_from_6_to_15_characters(canal_api: ClienteApi, documento: str) -> None:
    # Nobody has it: the package says so, which it is only asked where the documento is well formed.
    respuesta = canal_api.get("/consulta/deuda-cliente/", documento=documento, moneda=1)
    assert (respuesta.status_code, respuesta.headers["content-type"]) == (409, PROBLEMA)


@pytest.mark.parametrize(
    "cambio",
    [
        {"idsession": "999999999"},
        {"codmovimiento": "9" * 20},
        {"usuario": "u" * 35},
        {"usuario": ""},
        {"indicador": "N", "codmovimiento": "A1"},
    ],
)
def test_the_widest_that_the_seed_allows_is_well_formed(canal_api: ClienteApi, cambio: dict[str, str]) -> None:
    parametros = {"idsession": str(abrir(canal_api)), "indicador": "S", "codmovimiento": "A1", "usuario": "x"}
    assert canal_api.post("/carrito/agregar", **(parametros | cambio)).status_code in (200, 404, 409)


@pytest.mark.parametrize("codigo", ["AB", "9" * 20, "a.b_c-d:e~f", "!!"])
def test_a_code_has_from_2_to_20_characters(canal_api: ClienteApi, codigo: str) -> None:
    pago = canal_api.post("/pago", session=999_999_999, user="u" * 35, cod_transaccion=codigo)
    assert (pago.status_code, pago.json()["codigo"]) == (404, "consulta-desconocida")
    assert canal_api.post("/anulacion", cod_transaccion=codigo).status_code == 404


@pytest.mark.parametrize("falta", ["documento", "moneda"])
def test_what_the_seed_asks_for_is_asked_for(canal_api: ClienteApi, falta: str) -> None:
    parametros = {"documento": datos.TRES_Y_AGUA, "moneda": "1"}
    del parametros[falta]
    respuesta = canal_api.get("/consulta/deuda-cliente/", **parametros)
    assert (respuesta.status_code, respuesta.headers["content-type"]) == (400, PROBLEMA)
