"""The form of what comes in a query and a body: readable text, one value a name, the type that the route asks for."""

from typing import Any, cast

from litestar import Request
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType, ScopeType
from litestar.exceptions import HTTPException
from litestar.middleware import ASGIMiddleware
from litestar.params import BodyKwarg
from litestar.types import ASGIApp, HTTPScope, Receive, Scope, Send

from portal.inputs.readable import RENGLONES, pares, texto_limpio

FORMULARIO = RequestEncodingType.URL_ENCODED
POR_PARTES = RequestEncodingType.MULTI_PART


class Forma(ASGIMiddleware):
    """Stands on the routers, so that the answer is dressed by the door."""

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        leidos = pares(cast("HTTPScope", scope)["query_string"])
        if leidos is None or len(leidos) != len(dict(leidos)):
            raise HTTPException(status_code=400)
        campo = scope["route_handler"].parsed_data_field
        pedido = campo.kwarg_definition.media_type if campo and isinstance(campo.kwarg_definition, BodyKwarg) else None
        if pedido is not None:
            peticion: Request[object, object, object] = Request(scope, receive, send)  # type: ignore[type-var]
            tipo, parametros = peticion.content_type
            vacia = not tipo and not await peticion.body()  # a form without boxes: the handler says what is missing
            if (tipo != pedido and not vacia) or parametros.get("charset", "utf-8").lower() != "utf-8":
                raise HTTPException(status_code=415)
            # The body is kept in the scope for the handler.
            if pedido == FORMULARIO and pares(await peticion.body(), RENGLONES) is None:
                raise HTTPException(status_code=400)
            if pedido == tipo == POR_PARTES:
                await _partes(peticion)
        await next_app(scope, receive, send)


async def _partes(peticion: Request[Any, Any, Any]) -> None:
    """Raises HTTPException 400 for a field that is no clean text; what was read stays in the scope for the handler."""
    try:
        campos = await peticion.form()
    except UnicodeDecodeError as error:
        raise HTTPException(status_code=400) from error
    escritos = [
        texto
        for nombre, valor in campos.multi_items()
        for texto in (nombre, valor.filename if isinstance(valor, UploadFile) else str(valor))
    ]
    if any(texto_limpio(texto.encode("utf-8", "surrogatepass"), RENGLONES) is None for texto in escritos):
        await campos.close()  # the files that came with it
        raise HTTPException(status_code=400)
