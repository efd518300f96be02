"""Posts to the cookie door only from our own pages: Sec-Fetch-Site, and Origin where a browser does not send it."""

from typing import cast
from urllib.parse import urlsplit

from litestar.datastructures import Headers
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, HTTPScope, Receive, Scope, Send

from portal.errors import NoPermitido
from portal.web.doors import es_api

SEGUROS = frozenset({"GET", "HEAD", "OPTIONS"})


class MismoOrigen(ASGIMiddleware):
    """No token in the page is needed, so that pages can be compressed. The API reads no cookie: nothing to forge."""

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        metodo = cast("HTTPScope", scope)["method"]  # no other kind of scope comes here
        if metodo not in SEGUROS and not es_api(scope) and not _es_propia(Headers.from_scope(scope)):
            raise NoPermitido("origen-ajeno")
        await next_app(scope, receive, send)


def _es_propia(cabeceras: Headers) -> bool:
    if sitio := cabeceras.get("sec-fetch-site"):
        return sitio == "same-origin"
    if origen := cabeceras.get("origin"):
        return _sitio(origen) == cabeceras.get("host") != ""
    # No browser of these ten years leaves out both: it is a program, which holds no one's cookie.
    return "cookie" not in cabeceras


def _sitio(origen: str) -> str:
    """Its host and port; '' where it is no address."""
    try:
        return urlsplit(origen).netloc
    except ValueError:
        return ""
