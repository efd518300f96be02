"""HEAD wherever GET is, and what methods a route has: in one place, so that no route has to say it."""

from collections import defaultdict
from typing import cast

from litestar import Litestar
from litestar.routes import HTTPRoute
from litestar.types import HTTPScope, Message, Receive, Scope, Send

WHOLE_SERVER = b"GET, HEAD, OPTIONS, POST"
NO_CONTENT = 204
METHOD_NOT_ALLOWED = 405


class Methods:
    """HEAD is answered as GET, the body left out: no act is a GET, so nothing is done by asking. `Allow` names it.

    The framework keeps what two controllers do at one address apart, and its own OPTIONS tells one of them only.
    """

    def __init__(self, app: Litestar) -> None:
        self._app = app.asgi_handler
        methods: dict[str, set[str]] = defaultdict(set)
        for route in app.routes:
            if isinstance(route, HTTPRoute):
                methods[route.path_format] |= {str(method) for method in route.methods}
        self._allow = {path: _allow(names) for path, names in methods.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = cast("HTTPScope", scope)  # the portal has no other kind
        method = asked["method"]
        if method == "OPTIONS" and asked["path"] == "*":
            await send({"type": "http.response.start", "status": NO_CONTENT, "headers": [(b"allow", WHOLE_SERVER)]})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
            return
        # The server must go on seeing HEAD; whoever is outside, the route that matched.
        inner = cast("Scope", {**asked, "method": "GET"}) if method == "HEAD" else scope

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                if method == "OPTIONS" or message["status"] == METHOD_NOT_ALLOWED:
                    message["headers"] = [(name, self._whole(name, value, inner)) for name, value in message["headers"]]
            elif method == "HEAD" and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        try:
            await self._app(inner, receive, answer)
        finally:
            if inner is not scope:
                scope.update({**inner, "method": "HEAD"})  # type: ignore[typeddict-item]

    def _whole(self, name: bytes, value: bytes, scope: Scope) -> bytes:
        if name.lower() != b"allow":
            return value
        return self._allow.get(scope.get("path_template") or "") or _allow({*value.decode().split(", ")})


def _allow(methods: set[str]) -> bytes:
    return ", ".join(sorted(methods | ({"HEAD"} if "GET" in methods else set()))).encode()
