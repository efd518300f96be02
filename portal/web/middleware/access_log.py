"""A line in the log for each request, and a number by which to find it."""

import re
import time
from random import getrandbits
from typing import cast

import structlog
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from portal.structs.usuarios import Actor
from portal.web.doors import opciones

CABECERA = b"x-request-id"
FORMA = re.compile(r"[0-9A-Za-z-]{8,64}")
# Nobody was left to be answered: as nginx writes it.
SE_FUE = 499
FALLA = 500

log = structlog.get_logger()


class Acceso:
    """Around the whole application, so that it also tells of what matched no route.

    Who asked is a user's number, never a name (0 where nobody was signed in), and where from the address. It tells the
    route's template, never the path nor the query string: documentos and transaction codes travel there.
    A number that came with the request is kept where it has a harmless form.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        pedido = cast("HTTPScope", scope)  # the portal has no other kind
        traido = dict(pedido["headers"]).get(CABECERA, b"").decode("latin-1")
        numero = (
            traido if FORMA.fullmatch(traido) else f"{getrandbits(128):032x}"
        )  # no secret: a uuid would ask the system
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(pedido=numero)
        comienzo = time.perf_counter()
        estado = SE_FUE

        async def enviar(mensaje: Message) -> None:
            nonlocal estado
            if mensaje["type"] == "http.response.start":
                estado = int(mensaje["status"])
                mensaje["headers"] = [*mensaje["headers"], (CABECERA, numero.encode())]
            await send(mensaje)

        try:
            await self._app(scope, receive, enviar)
        except BaseException:
            estado = FALLA
            raise
        finally:
            # Whoever watches the portal asks every few seconds: that is told only to who looks for it.
            nivel = log.debug if opciones(scope).get("interno") else log.info
            nivel(
                "acceso",
                metodo=pedido["method"],
                ruta=scope.get("path_template") or "(ninguna)",
                estado=estado,
                quien=_quien(scope),
                ip=(pedido["client"] or ("",))[0],
                ms=round((time.perf_counter() - comienzo) * 1000, 1),
            )


def _quien(scope: Scope) -> int:
    actor: Actor | None = scope.get("user")
    return actor.usuario_id if actor else 0
