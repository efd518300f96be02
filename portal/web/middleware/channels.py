"""What a channel's request passes beside who it is: from where it came, how much it asked for, and what its token is
for."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from litestar import Litestar
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from portal.rules.canales import networks, scopes
from portal.structs.canales import Alcance, Consumo
from portal.structs.usuarios import Actor
from portal.web import policies
from portal.web.doors import opciones

# The opt of a route of the API: which scope a token needs for it.
ALCANCE = "alcance"
# Where a request keeps the channel that it was counted for.
CONTADO = "contado"

Contar: TypeAlias = Callable[[Actor], Awaitable[None]]
Consumidas: TypeAlias = Callable[[Actor], tuple[Consumo, ...]]


def con(alcance: Alcance) -> dict[str, object]:
    """The opt of a route that asks for that scope."""
    return {ALCANCE: alcance}


class DeCanales(ASGIMiddleware):
    """After who asks is known. Each request is counted, also one that is refused afterwards."""

    scopes = (ScopeType.HTTP,)

    def __init__(self, contar: Contar) -> None:
        self._contar = contar

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        actor: Actor | None = scope["user"]
        if actor is not None:
            if actor.licencia is not None:
                scope.setdefault("state", {})[CONTADO] = actor
                networks.exigir(actor.licencia.redes, actor.direccion)
            await self._contar(actor)
            scopes.exigir(actor, opciones(scope)[ALCANCE])
        await next_app(scope, receive, send)


class RateLimitHeaders:
    """A before_send hook, so that refusals have them too: RateLimit and RateLimit-Policy, as
    draft-ietf-httpapi-ratelimit-headers-10 has them. What is left is told as this process knows it: others may have
    taken more, and never less."""

    def __init__(self, consumidas: Consumidas) -> None:
        self._consumidas = consumidas

    async def __call__(self, message: Message, scope: Scope) -> None:
        if message["type"] != "http.response.start":
            return
        # HEAD is asked within as GET, in a scope of its own; the state is of both.
        actor: Actor | None = scope.get("state", {}).get(CONTADO)
        if actor is None:
            return
        limite, politica = written(self._consumidas(actor))
        message["headers"] = [
            *message["headers"],
            (b"ratelimit-policy", politica.encode()),
            (b"ratelimit", limite.encode()),
        ]


def written(consumos: tuple[Consumo, ...]) -> tuple[str, str]:
    """RateLimit's value and RateLimit-Policy's."""
    return (
        ", ".join(f'"{cada.quota}";r={cada.quedan};t={cada.falta}' for cada in consumos),
        ", ".join(f'"{cada.quota}";q={cada.tope};w={cada.segundos}' for cada in consumos),
    )


def require_scopes(app: Litestar) -> None:
    """Raises LookupError for a route of the API that asks who it is and declares no scope."""
    for metodo, ruta, handler in policies.rutas(app):
        asks = handler.opt.get("puerta") == "api" and policies.politica(handler) is not policies.Apertura.TODOS
        if asks and ALCANCE not in handler.opt:
            raise LookupError(f"{metodo} {ruta} declares no scope")
