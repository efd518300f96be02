"""The routes of each door, and what every request to them passes."""

from pathlib import Path
from typing import Any

from litestar import Request, Router
from litestar.datastructures import CacheControlHeader
from litestar.exceptions import InternalServerException, NotFoundException
from litestar.static_files import create_static_files_router
from litestar.types import ControllerRouterHandler

from portal.controllers.api.carrito import CarritosApi
from portal.controllers.api.consultas import ConsultasApi
from portal.controllers.api.health import SaludApi
from portal.controllers.api.pagos import AnulacionesApi, PagosDeCanalApi
from portal.controllers.api.token import TokenApi
from portal.controllers.desk.atencion import AtencionPages
from portal.controllers.desk.auditoria import OperadorAuditoriaPages
from portal.controllers.desk.canales import OperadorCanalesPages
from portal.controllers.desk.casos import CasosPages
from portal.controllers.desk.clientes import OperadorClientesPages
from portal.controllers.desk.columnas import OperadorColumnasPages
from portal.controllers.desk.correos import OperadorCorreosPages
from portal.controllers.desk.dia import OperadorDiaPages
from portal.controllers.desk.empresa import OperadorEmpresaPages
from portal.controllers.desk.extractos import OperadorExtractosPages
from portal.controllers.desk.hoy import OperadorHoyPages
from portal.controllers.desk.invitaciones import OperadorInvitacionesPages
from portal.controllers.desk.pagos import OperadorPagosPages
from portal.controllers.desk.solicitudes import SolicitudesPages
from portal.controllers.desk.tabla import OperadorTablaPages
from portal.controllers.pages.access.altas import AltasPages
from portal.controllers.pages.access.autorizaciones import AutorizacionesPages
from portal.controllers.pages.access.avisos import AvisosPages, BajaPages
from portal.controllers.pages.access.clave_olvidada import ClaveOlvidadaPages
from portal.controllers.pages.access.correo import CorreoPages
from portal.controllers.pages.access.cuenta import CuentaPages
from portal.controllers.pages.access.ingreso import IngresoPages
from portal.controllers.pages.access.inicio import InicioPages
from portal.controllers.pages.access.primer_acceso import PrimerAccesoPages
from portal.controllers.pages.access.quien_miro import QuienMiroPages
from portal.controllers.pages.ayuda import AyudaPages
from portal.controllers.pages.components.componentes import ComponentesPages
from portal.controllers.pages.correos import CorreosPages
from portal.controllers.pages.debts.deudas import DeudasPages
from portal.controllers.pages.exports import ExportacionesPages
from portal.controllers.pages.factors.own import FactoresPages
from portal.controllers.pages.factors.second_step import SegundoPasoPages
from portal.controllers.pages.factors.step_up import ConfirmarPages
from portal.controllers.pages.idioma import IdiomaPages
from portal.controllers.pages.lotes.lote import LotePages
from portal.controllers.pages.payment.bancard import BancardApi, BancardPages
from portal.controllers.pages.payment.banco_demo import BancoDemoPages
from portal.controllers.pages.payment.comprobantes import ComprobantesPages, VerificarPages
from portal.controllers.pages.payment.enlaces import EnlacesDePagoPages
from portal.controllers.pages.payment.estado_de_cuenta import EstadoDeCuentaPages
from portal.controllers.pages.payment.historial import HistorialPages
from portal.controllers.pages.payment.pagar import PagarPages
from portal.controllers.pages.payment.por_enlace import PagoPorEnlacePages, PorEnlacePages
from portal.controllers.site.stylesheets import stylesheet
from portal.settings import Settings
from portal.web.auth import Autenticacion
from portal.web.doors import API, PAGINA
from portal.web.middleware.channels import DeCanales
from portal.web.middleware.compression import ARCHIVO
from portal.web.middleware.desk import ConPendientes
from portal.web.middleware.files import DeArchivos
from portal.web.middleware.inputs import Forma
from portal.web.middleware.origin import MismoOrigen
from portal.web.policies import PUBLICA
from portal.web.responder import Answer, responder

ESTATICOS = Path(__file__).parent / "static"


def api(settings: Settings, autenticacion: Autenticacion, de_canales: DeCanales) -> Router:
    """What canales and other programs call, by a token in the header."""
    rutas: list[ControllerRouterHandler] = [TokenApi, ConsultasApi, CarritosApi, PagosDeCanalApi, AnulacionesApi]
    if settings.pasarela == "bancard":
        rutas.append(BancardApi)
    return Router("/", route_handlers=rutas, opt=API, middleware=[Forma(), autenticacion, de_canales])


def paginas(settings: Settings, autenticacion: Autenticacion, pendientes: ConPendientes) -> Router:
    """What people see in their browser, by a cookie."""
    rutas: list[ControllerRouterHandler] = [
        InicioPages,
        IngresoPages,
        SegundoPasoPages,
        ConfirmarPages,
        PrimerAccesoPages,
        AltasPages,
        ClaveOlvidadaPages,
        CorreoPages,
        DeudasPages,
        PagarPages,
        EnlacesDePagoPages,
        PorEnlacePages,
        PagoPorEnlacePages,
        ComprobantesPages,
        VerificarPages,
        LotePages,
        HistorialPages,
        EstadoDeCuentaPages,
        ExportacionesPages,
        CuentaPages,
        QuienMiroPages,
        AutorizacionesPages,
        AvisosPages,
        BajaPages,
        FactoresPages,
        AyudaPages,
        IdiomaPages,
        mesa(pendientes),
    ]
    if not settings.produccion:
        rutas += [ComponentesPages, CorreosPages]
    if settings.pasarela == "demo":
        rutas.append(BancoDemoPages)
    if settings.pasarela == "bancard":
        rutas.append(BancardPages)
    return Router(
        "/",
        route_handlers=rutas,
        opt=PAGINA,
        include_in_schema=False,
        middleware=[MismoOrigen(), Forma(), autenticacion],
    )


def mesa(pendientes: ConPendientes) -> Router:
    """What the staff see beside what any signed in person does."""
    rutas: list[ControllerRouterHandler] = [
        OperadorHoyPages,
        OperadorTablaPages,
        OperadorPagosPages,
        OperadorClientesPages,
        OperadorDiaPages,
        OperadorExtractosPages,
        OperadorColumnasPages,
        OperadorCanalesPages,
        OperadorInvitacionesPages,
        AtencionPages,
        OperadorCorreosPages,
        SolicitudesPages,
        CasosPages,
        OperadorAuditoriaPages,
        OperadorEmpresaPages,
    ]
    return Router("/", route_handlers=rutas, middleware=[pendientes])


def salud() -> Router:
    """Litestar adds a router's security to a handler's: this one must say in the document that it asks for none."""
    return Router("/", route_handlers=[SaludApi], opt=API)


def estaticos() -> Router:
    """Files as they are; each address has the file's mark, so that a copy may be kept for ever."""
    return create_static_files_router(
        "/static",
        directories=[ESTATICOS],
        cache_control=CacheControlHeader(max_age=31_536_000, public=True, immutable=True),
        opt={**PUBLICA, ARCHIVO: True},
        middleware=[DeArchivos()],
        # A path that the file system cannot look up (a file taken for a folder) is no failure of ours.
        exception_handlers={InternalServerException: _no_hallado},
    )


def _no_hallado(request: Request[Any, Any, Any], _: Exception) -> Answer:
    return responder(request, NotFoundException())


def estilos() -> Router:
    """Stylesheets, which are made of many files."""
    return Router("/", route_handlers=[stylesheet], opt={ARCHIVO: True}, middleware=[DeArchivos()])
