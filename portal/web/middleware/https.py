"""In production, only https and only under the portal's own names."""

from typing import cast
from urllib.parse import quote, urlsplit

from litestar.datastructures import Headers
from litestar.enums import ScopeType
from litestar.exceptions import ClientException
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, HTTPScope, Receive, Scope, Send

from portal.errors import NoPermitido
from portal.settings import Settings
from portal.web.doors import es_api, opciones

PERMANENTE = 308


class Transporte(ASGIMiddleware):
    """The scheme is the proxy's word, which uvicorn takes only from a trusted one. The address it sends to comes from
    the settings, never from the request. Whoever watches the portal from inside asks by number and without https."""

    scopes = (ScopeType.HTTP,)

    def __init__(self, settings: Settings) -> None:
        self._base = settings.url_publica.rstrip("/")
        self._solo_https = settings.produccion
        self._nombres = frozenset(nombre.casefold() for nombre in settings.nombres)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        pedido = cast("HTTPScope", scope)  # no other kind of scope comes here
        if not opciones(scope).get("interno"):
            if self._nombres and _nombre(scope) not in self._nombres:
                raise ClientException("unknown host")
            if self._solo_https and pedido["scheme"] != "https":
                # A program that is led on would go on telling its token to whoever listens, and nobody would notice.
                if es_api(scope):
                    raise NoPermitido("solo-https")
                await _mandar(self._destino(pedido), send)
                return
        await next_app(scope, receive, send)

    def _destino(self, pedido: HTTPScope) -> str:
        ruta = quote(pedido["path"])
        consulta = pedido["query_string"].decode("latin-1")
        return self._base + ruta + (f"?{consulta}" if consulta else "")


def _nombre(scope: Scope) -> str:
    try:
        return urlsplit(f"//{Headers.from_scope(scope).get('host', '')}").hostname or ""
    except ValueError:
        return ""


async def _mandar(destino: str, send: Send) -> None:
    await send(
        {
            "type": "http.response.start",
            "status": PERMANENTE,
            "headers": [(b"location", destino.encode("latin-1")), (b"content-length", b"0")],
        }
    )
    await send({"type": "http.response.body", "body": b"", "more_body": False})
