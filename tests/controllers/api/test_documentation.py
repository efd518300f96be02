"""The served document: valid, complete, and what the API really answers."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator
from litestar import Litestar
from litestar.testing import TestClient
from openapi_spec_validator import validate

from tests import datos
from tests.conftest import Casa, ClienteApi
from tests.controllers.api.channel import abrir, agregar

OPERACIONES = {
    "post /token",
    "get /consulta/deuda-cliente",
    "post /carrito/agregar",
    "get /carrito/{idsession}",
    "post /pago",
    "get /pago/{cod_transaccion}",
    "get /pagos",
    "post /anulacion",
}
# By a token of any kind, or by one for that scope.
ALCANCES = {
    nombre: [{"Bearer": []}, {"Credencial": [alcance]}]
    for nombre, alcance in {
        "get /consulta/deuda-cliente": "consulta",
        "post /carrito/agregar": "carrito",
        "get /carrito/{idsession}": "carrito",
        "post /pago": "pago",
        "get /pago/{cod_transaccion}": "pagos:leer",
        "get /pagos": "pagos:leer",
        "post /anulacion": "anulacion",
    }.items()
}
TODAS = {"200", "400", "403", "414", "415", "422", "431", "500", "503"}


@pytest.fixture
def documento(casa: Casa) -> dict[str, Any]:
    return dict(casa.app().openapi_schema.to_schema())


def _operaciones(documento: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        f"{metodo} {ruta}": operacion
        for ruta, metodos in documento["paths"].items()
        for metodo, operacion in metodos.items()
    }


def _validar(documento: dict[str, Any], esquema: dict[str, Any], valor: object) -> None:
    Draft202012Validator({**esquema, "components": documento["components"]}).validate(valor)


def test_it_is_valid(documento: dict[str, Any]) -> None:
    validate(documento)


def test_the_operations_are_these(documento: dict[str, Any]) -> None:
    # Whoever adds a route writes it here, and one that vanishes is noticed; /salud is for machines of ours.
    assert {nombre for nombre in _operaciones(documento) if "/salud" not in nombre} == OPERACIONES


@pytest.mark.parametrize("nombre", sorted(OPERACIONES))
def test_each_operation_is_told_in_full(documento: dict[str, Any], nombre: str) -> None:
    operacion = _operaciones(documento)[nombre]
    assert operacion["summary"]
    assert operacion["tags"]
    assert set(operacion["responses"]) >= TODAS
    assert operacion.get("security") == ALCANCES.get(nombre)
    for parametro in operacion.get("parameters", ()):
        assert parametro["description"], parametro["name"]
        assert parametro.get("examples") or parametro["name"] in ("desde", "limite"), parametro["name"]
    for estado, respuesta in operacion["responses"].items():
        (tipo,) = respuesta["content"]
        assert tipo == ("application/json" if estado == "200" else "application/problem+json")
        contenido = respuesta["content"][tipo]
        assert respuesta["description"], estado
        assert contenido["examples"], estado
        for ejemplo in contenido["examples"].values():
            _validar(documento, contenido["schema"], ejemplo["value"])


def test_programs_learn_of_scopes_and_of_limits(documento: dict[str, Any]) -> None:
    flujo = documento["components"]["securitySchemes"]["Credencial"]["flows"]["clientCredentials"]
    assert flujo["tokenUrl"] == "/token"
    assert set(flujo["scopes"]) == {alcance for _, por in ALCANCES.values() for alcance in por["Credencial"]}
    for nombre, operacion in _operaciones(documento).items():
        for estado, respuesta in operacion["responses"].items():
            dichas = set(respuesta.get("headers", {})) & {"RateLimit", "RateLimit-Policy", "Retry-After"}
            esperadas = {"RateLimit", "RateLimit-Policy"} | ({"Retry-After"} if estado == "429" else set())
            assert dichas == (esperadas if nombre in ALCANCES else set()), (nombre, estado)


def test_an_answer_that_was_given_before_says_so(documento: dict[str, Any]) -> None:
    operaciones = _operaciones(documento)
    for nombre in OPERACIONES:
        respuestas = operaciones[nombre]["responses"]
        dichas = {estado for estado in respuestas if "Idempotent-Replayed" in respuestas[estado].get("headers", {})}
        assert dichas == ({"200", "404", "409"} if nombre in ("post /pago", "post /anulacion") else set()), nombre


def test_what_is_answered_is_what_is_documented(
    anonimo: TestClient[Litestar], canal_api: ClienteApi, documento: dict[str, Any]
) -> None:
    operaciones = _operaciones(documento)

    def pedir(nombre: str, estado: int, camino: str = "", **parametros: str | int) -> None:
        metodo, ruta = nombre.split()
        respuesta = anonimo.request(metodo, camino or ruta, params=parametros, headers=canal_api.cabeceras)
        assert respuesta.status_code == estado, respuesta.text
        ((tipo, contenido),) = operaciones[nombre]["responses"][str(estado)]["content"].items()
        assert respuesta.headers["content-type"] == tipo
        _validar(documento, contenido["schema"], respuesta.json())
        propiedades = documento["components"]["schemas"][contenido["schema"]["$ref"].rsplit("/", 1)[1]]["properties"]
        assert set(respuesta.json()) <= set(propiedades)

    consulta = {"documento": datos.TRES_Y_AGUA, "moneda": 1}
    pedir("get /consulta/deuda-cliente", 200, **consulta)
    pedir("get /consulta/deuda-cliente", 400, documento="x", moneda=1)
    pedir("get /consulta/deuda-cliente", 409, documento="9999999", moneda=1)
    pedir("get /consulta/deuda-cliente", 422, documento="!!!!!!!", moneda=1)
    sesion = abrir(canal_api)
    agregado = {"idsession": sesion, "indicador": "S", "usuario": "x"}
    pedir("post /carrito/agregar", 200, **agregado, codmovimiento="A1")
    pedir("post /carrito/agregar", 409, **agregado, codmovimiento="A3")
    pedir("get /carrito/{idsession}", 200, f"/carrito/{sesion}")
    pedir("get /carrito/{idsession}", 404, "/carrito/999999")
    pedir("post /pago", 409, session=sesion, user="x", cod_transaccion="T-1")
    agregar(canal_api, sesion, "A2", "AGUA-9")
    pedir("post /pago", 200, session=sesion, user="x", cod_transaccion="T-1")
    pedir("post /pago", 404, session=999_999, user="x", cod_transaccion="T-2")
    pedir("get /pago/{cod_transaccion}", 200, "/pago/T-1")
    pedir("get /pago/{cod_transaccion}", 404, "/pago/T-2")
    pedir("get /pagos", 200)
    pedir("get /pagos", 400, limite=0)
    pedir("post /anulacion", 200, cod_transaccion="T-1")
    pedir("post /anulacion", 404, cod_transaccion="T-9")
    pedir("post /token", 400)


@pytest.mark.parametrize(("estado", "nombre"), [("400", "invalid_request"), ("401", "invalid_grant"), ("429", None)])
def test_a_refused_token_is_shown_as_oauth_has_it(documento: dict[str, Any], estado: str, nombre: str | None) -> None:
    contenido = documento["paths"]["/token"]["post"]["responses"][estado]["content"]["application/problem+json"]
    (ejemplo,) = (cada["value"] for cada in contenido["examples"].values())
    assert ejemplo.get("error") == nombre
    assert ("error_description" in ejemplo) == (nombre is not None)
    assert "token" not in ejemplo["detail"]  # nobody needs one to ask for one


def test_the_documents_are_ours_alone(anonimo: TestClient[Litestar]) -> None:
    for ruta in ("/docs", "/redoc"):
        respuesta = anonimo.get(ruta)
        assert respuesta.status_code == 200
        assert 'src="http' not in respuesta.text
        assert 'href="http' not in respuesta.text
