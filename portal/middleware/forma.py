"""The form of what comes in a query and a body: readable text, one value a name, the type that the route asks for."""

import re
from collections.abc import Iterator
from typing import cast
from urllib.parse import unquote_to_bytes

from litestar import Request
from litestar.enums import RequestEncodingType, ScopeType
from litestar.exceptions import HTTPException
from litestar.middleware import ASGIMiddleware
from litestar.params import BodyKwarg
from litestar.types import ASGIApp, HTTPScope, Receive, Scope, Send

FORMULARIO = RequestEncodingType.URL_ENCODED
# Controls, line separators and those that turn the direction of writing: no field of ours needs them, and a log or a
# screen would be misled. A text area brings tabs and line ends.
RENGLONES = "\t\r\n"
ENGANOSOS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def texto_limpio(crudo: bytes, permitidos: str = "") -> str | None:
    """The text, or None where it is no UTF-8 or holds what misleads."""
    try:
        texto = crudo.decode()
    except UnicodeDecodeError:
        return None
    return None if set(ENGANOSOS.findall(texto)) - set(permitidos) else texto


class Forma(ASGIMiddleware):
    """Stands on the routers, so that the answer is dressed by the door."""

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        nombres = [nombre for nombre, _ in _pares(cast("HTTPScope", scope)["query_string"])]
        if len(nombres) != len(set(nombres)):
            raise HTTPException(status_code=400)
        campo = scope["route_handler"].parsed_data_field
        pedido = campo.kwarg_definition.media_type if campo and isinstance(campo.kwarg_definition, BodyKwarg) else None
        if pedido is not None:
            peticion: Request[object, object, object] = Request(scope, receive, send)  # type: ignore[type-var]
            tipo, parametros = peticion.content_type
            vacia = not tipo and not await peticion.body()  # a form without boxes: the handler says what is missing
            if (tipo != pedido and not vacia) or parametros.get("charset", "utf-8").lower() != "utf-8":
                raise HTTPException(status_code=415)
            if pedido == FORMULARIO:
                list(_pares(await peticion.body(), RENGLONES))  # kept in the scope for the handler
        await next_app(scope, receive, send)


def _pares(crudo: bytes, permitidos: str = "") -> Iterator[tuple[str, str]]:
    """Names and values as they will be read. Raises HTTPException 400 for one that is no clean text."""
    for par in crudo.split(b"&"):
        if not par:
            continue
        partes = par.replace(b"+", b" ").partition(b"=")
        nombre, valor = (texto_limpio(unquote_to_bytes(cada), permitidos) for cada in (partes[0], partes[2]))
        if nombre is None or valor is None:
            raise HTTPException(status_code=400)
        yield nombre, valor
