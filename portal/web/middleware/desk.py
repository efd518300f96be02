"""What every page of the desk tells beside its own: how much waits for a person."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from portal.structs.hoy import Contados
from portal.structs.usuarios import Actor

# Where a request keeps it, for the menu.
PENDIENTES = "pendientes"

Contar: TypeAlias = Callable[[Actor], Awaitable[Contados]]


class ConPendientes(ASGIMiddleware):
    """After who asks is known, and that they may: it is counted at each page, so that whoever has just seen to
    something finds it gone."""

    scopes = (ScopeType.HTTP,)

    def __init__(self, contar: Contar) -> None:
        self._contar = contar

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        actor: Actor | None = scope["user"]
        if actor is not None:
            scope.setdefault("state", {})[PENDIENTES] = await self._contar(actor)
        await next_app(scope, receive, send)
