"""The version and the address of a request's line: HTTP/1 alone, and no address but ours."""

from collections.abc import Callable
from typing import Any, TypeAlias, cast
from urllib.parse import urlsplit

from litestar import Request
from litestar.exceptions import HTTPException
from litestar.types import ASGIApp, HTTPScope, Receive, Scope, Send

from portal.settings import Settings

VERSIONS = frozenset({"1.0", "1.1"})
PORTS = {b"http": b":80", b"https": b":443"}
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

Answer: TypeAlias = Callable[[Request[Any, Any, Any], Exception], Any]


class RequestLine:
    """505 for another version. 421 for a whole address that names another host than ours, or than the Host beside it:
    RFC 9112 lets a server believe only the first, and what stands before us may believe the second."""

    def __init__(self, app: ASGIApp, answer: Answer, settings: Settings) -> None:
        self._app = app
        self._answer = answer
        self._names = LOOPBACK | {urlsplit(settings.url_publica).hostname or "", *settings.nombres}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = cast("HTTPScope", scope)  # the portal has no other kind
        if asked["http_version"] not in VERSIONS:
            await self._refuse(505, scope, receive, send)
        elif not self._is_ours(asked):
            await self._refuse(421, scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _is_ours(self, asked: HTTPScope) -> bool:
        extensions = cast("dict[str, dict[str, bytes]]", asked.get("extensions") or {})
        if (whole := extensions.get("absolute_form")) is None:
            return True
        port = PORTS.get(whole["scheme"])
        if port is None:
            return False
        authority, host = (
            name.lower().removesuffix(port) for name in (whole["authority"], dict(asked["headers"]).get(b"host", b""))
        )
        server = asked.get("server")
        names = self._names | ({server[0]} if server else set())
        return authority == host and (urlsplit(f"//{host.decode('latin-1')}").hostname or "") in names

    async def _refuse(self, status: int, scope: Scope, receive: Receive, send: Send) -> None:
        request: Request[Any, Any, Any] = Request(scope, receive, send)
        error = HTTPException(status_code=status, headers={"Connection": "close"})
        response = self._answer(request, error).to_asgi_response(request=request, app=None)
        await cast("ASGIApp", response)(scope, receive, send)
