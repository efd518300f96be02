"""The composition root: the only file that knows every part."""

import asyncio
import contextlib
import gc
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import structlog
from litestar import Litestar, Request, Router
from litestar.datastructures import CacheControlHeader
from litestar.di import Provide
from litestar.exceptions import InternalServerException, NotFoundException
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.static_files import create_static_files_router
from litestar.template import TemplateConfig

from portal import clock as clocks
from portal.clock import Clock
from portal.controllers.api.carrito import CarritoApi
from portal.controllers.api.consultas import ConsultasApi
from portal.controllers.api.documentation import openapi, openapi_json, redoc
from portal.controllers.api.health import SaludApi
from portal.controllers.api.pagos import AnulacionesApi, PagosApi
from portal.controllers.api.token import TokenApi
from portal.controllers.desk.atencion import AtencionPages
from portal.controllers.desk.columnas import OperadorColumnasPages
from portal.controllers.desk.dia import OperadorDiaPages
from portal.controllers.desk.extractos import OperadorExtractosPages
from portal.controllers.desk.pagos import OperadorPages
from portal.controllers.pages.access.cuenta import CuentaPages
from portal.controllers.pages.access.ingreso import IngresoPages
from portal.controllers.pages.access.inicio import InicioPages
from portal.controllers.pages.ayuda import AyudaPages
from portal.controllers.pages.components.componentes import ComponentesPages
from portal.controllers.pages.debts.deudas import DeudasPages
from portal.controllers.pages.exports import ExportacionesPages
from portal.controllers.pages.payment.bancard import BancardApi, BancardPages
from portal.controllers.pages.payment.banco_demo import BancoDemoPages
from portal.controllers.pages.payment.comprobantes import ComprobantesPages, VerificarPages
from portal.controllers.pages.payment.historial import HistorialPages
from portal.controllers.pages.payment.pagar import PagarPages
from portal.controllers.site.stylesheets import stylesheet
from portal.controllers.site.well_known import WellKnown
from portal.demo.cuentas import CUENTAS, CuentaDemo
from portal.errors import NoDisponible, ResultadoDesconocido
from portal.log import configurar
from portal.operations import sweep as barridos
from portal.operations.access import ingreso
from portal.operations.portal import Portal
from portal.pasarela.bancard.gateway import Bancard
from portal.pasarela.demo.gateway import BancoDemo
from portal.pasarela.protocol import Pasarela
from portal.repo.embedded.repo import EmbeddedRepo
from portal.repo.oracle.repo import OracleRepo
from portal.repo.protocol import Repo
from portal.settings import Settings, cargar, entorno
from portal.structs.usuarios import Actor
from portal.web.auth import Autenticacion
from portal.web.doors import API, PAGINA
from portal.web.middleware.compression import ARCHIVO, DE_ARCHIVOS, DE_PAGINAS
from portal.web.middleware.cors import cors
from portal.web.middleware.headers import Cabeceras
from portal.web.middleware.https import Transporte
from portal.web.middleware.inputs import Forma
from portal.web.middleware.origin import MismoOrigen
from portal.web.outer.body import MAXIMUM
from portal.web.outer.layers import guarded
from portal.web.rendering import entorno as jinja
from portal.web.responder import Respuesta, responder

CARPETA = Path(__file__).parent

log = structlog.get_logger()


def armar_portal(settings: Settings, clock: Clock = clocks.ahora) -> Portal:
    """The engine and the gateway that the settings ask for; nothing is connected yet."""
    repo: Repo = (
        EmbeddedRepo(Path(settings.sqlite_path), clock, settings.comision)
        if settings.embebida
        else OracleRepo(settings)
    )
    return Portal(repo=repo, pasarela=_pasarela(settings, repo, clock), clock=clock, settings=settings)


def _pasarela(settings: Settings, repo: Repo, clock: Clock) -> Pasarela | None:
    match settings.pasarela:
        case "demo":
            return BancoDemo(repo, clock, settings)
        case "bancard":
            return Bancard(settings)
        case _:
            return None


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

    @contextlib.asynccontextmanager
    async def vida(app: Litestar) -> AsyncIterator[None]:
        app.state["cuentas_demo"] = await _cuentas_demo(portal)
        tarea = asyncio.create_task(_barrer(portal)) if barrido else None
        try:
            yield
        finally:
            if tarea:
                tarea.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await tarea
            await portal.cerrar()

    # Litestar copies a router's middleware deeply, but functions stay the same: the portal and its clock must be one.
    async def actor_de(sid: str, *, basta_vista: bool) -> Actor:
        return await ingreso.actor(portal, sid, basta_vista=basta_vista)

    def hora() -> datetime:
        return clock()

    con_bancard = settings.pasarela == "bancard"
    autenticacion = Autenticacion(settings, actor_de, hora)
    api = Router(
        "/",
        route_handlers=[
            TokenApi,
            ConsultasApi,
            CarritoApi,
            PagosApi,
            AnulacionesApi,
            *([BancardApi] if con_bancard else []),
        ],
        opt=API,
        middleware=[Forma(), autenticacion],
    )
    paginas = Router(
        "/",
        route_handlers=[
            InicioPages,
            IngresoPages,
            DeudasPages,
            PagarPages,
            ComprobantesPages,
            VerificarPages,
            HistorialPages,
            ExportacionesPages,
            CuentaPages,
            OperadorPages,
            OperadorDiaPages,
            OperadorExtractosPages,
            OperadorColumnasPages,
            AtencionPages,
            AyudaPages,
            *([] if settings.produccion else [ComponentesPages]),
            *([BancoDemoPages] if settings.pasarela == "demo" else []),
            *([BancardPages] if con_bancard else []),
        ],
        opt=PAGINA,
        include_in_schema=False,
        middleware=[MismoOrigen(), Forma(), autenticacion],
    )
    # Litestar adds a router's security to a handler's: this one must say in the document that it asks for none.
    salud = Router("/", route_handlers=[SaludApi], opt=API)
    estaticos = create_static_files_router(
        "/static",
        directories=[CARPETA / "static"],
        cache_control=CacheControlHeader(max_age=31_536_000, public=True, immutable=True),
        opt={"publico": True, ARCHIVO: True},
        middleware=[DE_ARCHIVOS],
        # A path that the file system cannot look up (a file taken for a folder) is no failure of ours.
        exception_handlers={InternalServerException: _no_hallado},
    )
    estilos = Router("/", route_handlers=[stylesheet], opt={ARCHIVO: True}, middleware=[DE_ARCHIVOS])
    app = Litestar(
        route_handlers=[api, salud, paginas, estaticos, estilos, openapi_json, redoc, WellKnown],
        dependencies={"portal": Provide(lambda: portal, sync_to_thread=False)},
        exception_handlers={Exception: responder},
        template_config=TemplateConfig(
            instance=JinjaTemplateEngine.from_environment(jinja(recarga=not settings.produccion))
        ),
        openapi_config=openapi(),
        compression_config=DE_PAGINAS,
        cors_config=cors(settings),
        middleware=[Transporte(settings)],
        request_max_body_size=MAXIMUM,
        before_send=[Cabeceras(settings)],
        lifespan=[vida],
        logging_config=None,
    )
    app.asgi_handler = guarded(app, settings, portal)
    return app


def _no_hallado(request: Request[Any, Any, Any], _: Exception) -> Respuesta:
    return responder(request, NotFoundException())


def desde_entorno() -> Litestar:
    """The application as the environment asks for it: what the server's workers call."""
    settings = cargar(entorno())
    configurar(settings)
    app = create_app(settings)
    # What lives as long as the process is not looked through again: everybody would wait for it, a tenth of a second.
    gc.collect()
    gc.freeze()
    return app


async def _cuentas_demo(portal: Portal) -> tuple[CuentaDemo, ...]:
    """The accounts that the sign-in page lists, where the demonstration was loaded."""
    if portal.settings.produccion:
        return ()
    try:
        await portal.repo.verificar()
        return CUENTAS if await ingreso.hay_cuentas_de_demo(portal) else ()
    except NoDisponible:
        return ()


async def _barrer(portal: Portal) -> None:
    """Payments that wait only for somebody to look are looked at, so that none depends on a customer coming back."""
    while True:
        pausa = barridos.PAUSA_MAXIMA
        try:
            await barridos.barrer(portal)
            pausa = await barridos.pausa(portal)
        except (NoDisponible, ResultadoDesconocido) as error:
            log.warning("barrido sin base de datos", causa=str(error))
        except Exception:
            log.exception("barrido interrumpido")
        await asyncio.sleep(pausa.total_seconds())
