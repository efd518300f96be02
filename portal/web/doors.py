"""The two doors: a route declares its own, so that nothing is guessed from a path."""

from collections.abc import Mapping
from typing import Any

from litestar.types import Scope

API = {"puerta": "api"}
PAGINA = {"puerta": "pagina"}


def opciones(scope: Scope) -> Mapping[str, Any]:
    """The matched route's options; a request that matched none has none."""
    handler = scope.get("route_handler")
    return handler.opt if handler is not None else {}


def es_api(scope: Scope) -> bool:
    """Whether it came by the API; one that matched no route is asked whether it wants a page."""
    if puerta := opciones(scope).get("puerta"):
        return bool(puerta == "api")
    return b"text/html" not in dict(scope["headers"]).get(b"accept", b"")
