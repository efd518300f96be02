"""HEAD wherever GET is, and what methods a route has: in one place, so that no route has to say it."""

from typing import cast

from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

WHOLE_SERVER = b"GET, HEAD, OPTIONS, POST"
METHOD_NOT_ALLOWED = 405


class Methods:
    """HEAD is answered as GET, the body left out: no act is a GET, so nothing is done by asking. `Allow` names it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = cast("HTTPScope", scope)  # the portal has no other kind
        method = asked["method"]
        if method == "OPTIONS" and asked["path"] == "*":
            await send({"type": "http.response.start", "status": 204, "headers": [(b"allow", WHOLE_SERVER)]})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
            return

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                if method == "OPTIONS" or message["status"] == METHOD_NOT_ALLOWED:
                    message["headers"] = [(name, _with_head(name, value)) for name, value in message["headers"]]
            elif method == "HEAD" and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        if method != "HEAD":
            await self._app(scope, receive, answer)
            return
        # The server must go on seeing HEAD, and whoever is outside the route that matched.
        inner = cast("Scope", {**asked, "method": "GET"})
        try:
            await self._app(inner, receive, answer)
        finally:
            scope.update({**inner, "method": "HEAD"})  # type: ignore[typeddict-item]


def _with_head(name: bytes, value: bytes) -> bytes:
    if name.lower() != b"allow":
        return value
    methods = {method.strip() for method in value.split(b",")}
    return b", ".join(sorted(methods | ({b"HEAD"} if b"GET" in methods else set())))
