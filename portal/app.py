"""The web application over a portal: every door, and what each request passes."""

import gc
from collections.abc import Callable
from datetime import datetime

from litestar import Litestar
from litestar.di import Provide
from litestar.template import TemplateConfig

from portal import clock as clocks
from portal import routers
from portal.assembly import armar_portal
from portal.clock import Clock
from portal.controllers.api.documentation import openapi, openapi_json, redoc
from portal.controllers.site.installed import Installed
from portal.controllers.site.logo import company_logo
from portal.controllers.site.well_known import WellKnown
from portal.lifespan import vida
from portal.log import configurar
from portal.operations.access import ingreso
from portal.operations.canales import quotas
from portal.operations.desk import hoy
from portal.operations.portal import Portal
from portal.settings import Settings, cargar, entorno
from portal.structs.usuarios import Actor
from portal.web import policies
from portal.web.auth import Autenticacion
from portal.web.middleware.channels import DeCanales, RateLimitHeaders, require_scopes
from portal.web.middleware.compression import DE_PAGINAS
from portal.web.middleware.cors import cors
from portal.web.middleware.desk import ConPendientes
from portal.web.middleware.headers import Cabeceras
from portal.web.middleware.https import Transporte
from portal.web.outer.body import MAXIMUM
from portal.web.outer.layers import guarded
from portal.web.rendering import Plantillas
from portal.web.responder import responder


def create_app(
    settings: Settings,
    clock: Clock = clocks.ahora,
    *,
    barrido: bool = True,
    armar: Callable[[Settings, Clock], Portal] = armar_portal,
) -> Litestar:
    """The application. `barrido` looks every few seconds at payments that wait for somebody to look; `armar` gives it
    its database and its gateway."""
    portal = armar(settings, clock)
    autenticacion = _autenticacion(portal, settings, clock)
    app = Litestar(
        route_handlers=[
            routers.api(settings, autenticacion, _de_canales(portal)),
            routers.salud(),
            routers.paginas(settings, autenticacion, ConPendientes(lambda actor: hoy.contar(portal, actor))),
            routers.estaticos(),
            routers.estilos(),
            openapi_json,
            redoc,
            WellKnown,
            Installed,
            company_logo,
        ],
        dependencies={"portal": Provide(lambda: portal, sync_to_thread=False)},
        exception_handlers={Exception: responder},
        template_config=TemplateConfig(
            instance=Plantillas(
                recarga=not settings.produccion, membrete=portal.membrete, idiomas=settings.idiomas_ofrecidos
            )
        ),
        openapi_config=openapi(),
        compression_config=DE_PAGINAS,
        cors_config=cors(settings),
        middleware=[Transporte(settings)],
        request_max_body_size=MAXIMUM,
        before_send=[Cabeceras(settings), _rate_limit(portal)],
        lifespan=[vida(portal, barrido=barrido)],
        logging_config=None,
    )
    policies.revisar(app)
    require_scopes(app)
    app.asgi_handler = guarded(app, settings, portal)
    return app


def _autenticacion(portal: Portal, settings: Settings, clock: Clock) -> Autenticacion:
    """Litestar copies a router's middleware deeply, but functions stay the same: the portal and its clock must be
    one."""

    async def actor_de(sid: str, *, basta_vista: bool) -> Actor:
        return await ingreso.actor(portal, sid, basta_vista=basta_vista)

    def hora() -> datetime:
        return clock()

    return Autenticacion(settings, actor_de, hora)


def _de_canales(portal: Portal) -> DeCanales:
    """Of the one portal, as in _autenticacion."""

    async def contar(actor: Actor) -> None:
        await quotas.contar_pedido(portal, actor)

    return DeCanales(contar)


def _rate_limit(portal: Portal) -> RateLimitHeaders:
    return RateLimitHeaders(lambda actor: quotas.consumidas(portal, actor))


def desde_entorno() -> Litestar:
    """The application as the environment asks for it: what the server's workers call."""
    settings = cargar(entorno())
    configurar(settings)
    app = create_app(settings)
    # What lives as long as the process is not looked through again: everybody would wait for it, a tenth of a second.
    gc.collect()
    gc.freeze()
    return app
