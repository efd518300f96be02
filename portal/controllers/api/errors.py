"""The errors of the API, for its OpenAPI document: one shared table, since every route answers them alike."""

from http import HTTPStatus

from litestar.openapi import ResponseSpec
from litestar.openapi.spec import Example
from msgspec import Struct, to_builtins

from portal.controllers.api.examples import HECHOS
from portal.errors import Rechazo
from portal.texts.es import api_answers, api_examples
from portal.texts.statuses import TITLES
from portal.web.problems import SEMILLA, miembros
from portal.web.wire import Problema, ProblemaToken, RechazoApi

_RECHAZO = Problema(
    type="about:blank",
    title=TITLES[HTTPStatus.CONFLICT],
    status=409,
    detail=api_examples.OLDER_FIRST,
    codigo="hay-anterior",
    faltan=["122"],
)
_NOMBRES = {
    202: "en-verificacion",
    400: "parametro-invalido",
    401: "sin-sesion",
    403: "no-permitido",
    404: "pago-desconocido",
}


def respuestas(*codigos: int, ruta: str = "", forma: type[Problema] | None = None) -> dict[int, ResponseSpec]:
    """The documented errors of a route, by status; those of the seed's routes carry its members, whatever went wrong.
    forma: the shape of all of them, where it is another one."""
    return {codigo: _error(codigo, ruta, forma) for codigo in codigos}


def hecho(tipo: type[Struct], descripcion: str) -> dict[int, ResponseSpec]:
    """The success of a route, with a real example."""
    ejemplo = Example(summary=api_answers.SO_IT_ANSWERS, value=to_builtins(HECHOS[tipo]))
    return {
        200: ResponseSpec(data_container=tipo, description=descripcion, generate_examples=False, examples=[ejemplo])
    }


def _error(codigo: int, ruta: str, forma: type[Problema] | None) -> ResponseSpec:
    ingreso = (ruta, codigo) == ("/token", HTTPStatus.UNAUTHORIZED)
    frase = api_answers.OF_SIGN_IN if ingreso else api_answers.ERRORS[codigo]
    rechazo = codigo == HTTPStatus.CONFLICT
    problema = Problema(
        type="about:blank",
        title=TITLES[HTTPStatus(codigo)],
        status=codigo,
        detail=frase.replace("`", ""),
        codigo="ingreso-rechazado" if ingreso else _NOMBRES.get(codigo, "peticion-invalida"),
    )
    dicho = _RECHAZO if rechazo else problema
    error = Rechazo(dicho.codigo, dicho.detail) if rechazo else None
    suya = SEMILLA[ruta].forma if ruta in SEMILLA else RechazoApi if rechazo else Problema
    return ResponseSpec(
        data_container=forma or suya,
        description=frase,
        media_type="application/problem+json",
        generate_examples=False,
        examples=[Example(summary=TITLES[HTTPStatus(codigo)], value=to_builtins(dicho) | miembros(ruta, dicho, error))],
    )


_SIEMPRE = (400, 403, 414, 415, 422, 431, 500, 503)
_CON_TOKEN = (401, 404, 409, 429, *_SIEMPRE)
DE_TODAS = respuestas(*_CON_TOKEN)
DE_CONSULTA = respuestas(*_CON_TOKEN, ruta="/consulta/deuda-cliente")
DE_CARRITO = respuestas(*_CON_TOKEN, ruta="/carrito/agregar")
DE_PAGO = respuestas(202, *_CON_TOKEN, ruta="/pago")
DE_ANULACION = respuestas(202, *_CON_TOKEN, ruta="/anulacion")
DE_TOKEN = respuestas(401, 408, 413, 429, *_SIEMPRE, ruta="/token", forma=ProblemaToken)
DE_SALUD = respuestas(400, 403, 414, 431, 500, 503)
