"""After the answer is out: a refusal that somebody may want to know of is written down."""

from typing import cast

import structlog
from litestar.types import ASGIApp, HTTPScope, Receive, Scope, Send

from portal.errors import NoDisponible, ResultadoDesconocido
from portal.operations.access.denials import anotar
from portal.operations.portal import Portal
from portal.web.responder import NEGADO

log = structlog.get_logger()


class Negaciones:
    """Around the application: the responder leaves here what it refused."""

    def __init__(self, app: ASGIApp, portal: Portal) -> None:
        self._app = app
        self._portal = portal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)
        error = scope["state"].pop(NEGADO, None)
        if error is None:
            return
        pedido = cast("HTTPScope", scope)  # no other kind is refused
        ruta = f"{pedido['method']} {scope.get('path_template') or '(ninguna)'}"
        try:
            ip = (pedido["client"] or ("", 0))[0]
            await anotar(self._portal, error, scope.get("user"), ruta, ip)
        except (NoDisponible, ResultadoDesconocido):
            log.warning("negacion_sin_anotar", ruta=ruta, codigo=error.codigo)
