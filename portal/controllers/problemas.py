"""The errors of the API, for its OpenAPI document: one shared table, since every route answers them alike."""

from litestar.openapi import ResponseSpec

from portal.structs.api import Problema

_FRASES = {
    400: "La petición está mal formada: un parámetro falta o se pasa de sus límites.",
    401: "Falta el token, o ya no vale.",
    403: "Ese rol no hace eso.",
    404: "No existe, o no es tuyo: las dos cosas se responden igual.",
    409: "El negocio lo rechaza: `codigo` dice por qué y `faltan` qué lo haría válido.",
    413: "El cuerpo es demasiado grande.",
    414: "La dirección es demasiado larga.",
    415: "El tipo de contenido no es el que se pide.",
    422: "El dato tiene la forma correcta pero no sirve: `campo` dice cuál.",
    429: "Demasiados intentos: `Retry-After` dice cuántos segundos esperar.",
    500: "Error nuestro: el `id` sirve para reportarlo.",
    503: "La base de datos no responde; no se hizo nada. `Retry-After` dice cuándo reintentar.",
}


def respuestas(*codigos: int) -> dict[int, ResponseSpec]:
    """The documented errors of a route, by status."""
    return {
        codigo: ResponseSpec(
            data_container=Problema,
            description=_FRASES[codigo],
            media_type="application/problem+json",
            generate_examples=False,
        )
        for codigo in codigos
    }


DE_TODAS = respuestas(400, 401, 403, 404, 409, 414, 415, 422, 500, 503)
DE_TOKEN = respuestas(400, 401, 403, 413, 414, 415, 422, 429, 500, 503)
EN_VERIFICACION = {
    202: ResponseSpec(
        data_container=Problema,
        description="El resultado todavía no se conoce: no repitas el pago con otro código; mirá `Location`.",
        media_type="application/problem+json",
        generate_examples=False,
    )
}
