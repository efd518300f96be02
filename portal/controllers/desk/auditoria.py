"""The audit, on the staff's desk: who did what, to whom, when and from where, and whether it is whole."""

from asyncio import to_thread
from datetime import date

from litestar import Controller, Response, get, post
from litestar.params import URLEncodedBody
from litestar.response import Template
from msgspec import Struct

from portal.clock import dia
from portal.controllers import Peticion, PortalDep
from portal.controllers.pages.exports import adjunto
from portal.documents import audit_sheet
from portal.documents.sheets import Formato
from portal.errors import DatoInvalido
from portal.operations.books.auditoria import CadenaEnParte
from portal.operations.desk import auditorias
from portal.operations.portal import Portal
from portal.rules.access.permisos import Acto
from portal.structs.auditoria import AuditoriaPagina, FiltroDeAuditoria
from portal.web.language import translations
from portal.web.policies import para
from portal.web.problems import estado_de

CIFRAS = 15


class FormularioDeAuditoria(Struct):
    """What is looked for; posted, since a user may be a documento. antes: the number to go on below, or ''."""

    actor: str = ""
    accion: str = ""
    desde: str = ""
    hasta: str = ""
    antes: str = ""
    motivo: str = ""

    def filtro(self) -> FiltroDeAuditoria:
        """Raises DatoInvalido for what is no day."""
        return FiltroDeAuditoria(
            actor=self.actor,
            accion=self.accion,
            desde=_dia("desde", self.desde),
            hasta=_dia("hasta", self.hasta),
        )


class DesdeDonde(Struct):
    """The number of the row after which to go on."""

    desde: str = ""


class OperadorAuditoriaPages(Controller):
    """For who runs the place; each look is a row too."""

    path = "/operador/auditoria"
    include_in_schema = False
    opt = para(Acto.ADMINISTRAR)

    @get("/")
    async def ver(self, request: Peticion, portal: PortalDep) -> Template:
        """The newest of all."""
        return await _pagina(portal, request, FormularioDeAuditoria())

    @post("/", status_code=200)
    async def filtrar(
        self, request: Peticion, portal: PortalDep, data: URLEncodedBody[FormularioDeAuditoria]
    ) -> Template:
        """Those that were asked for."""
        return await _pagina(portal, request, data)

    @post("/exportar", status_code=200)
    async def exportar(
        self, request: Peticion, portal: PortalDep, data: URLEncodedBody[FormularioDeAuditoria]
    ) -> Template | Response[bytes]:
        """All of them as CSV."""
        try:
            filas = await auditorias.exportar(portal, request.user, data.filtro(), data.motivo)
        except DatoInvalido as error:
            return await _pagina(portal, request, data, error=error)
        contenido = await to_thread(audit_sheet.hoja, filas, Formato.CSV, translations())
        return adjunto(contenido, f"auditoria-{dia(portal.clock()).isoformat()}", Formato.CSV)

    @post("/verificar", status_code=200)
    async def verificar(self, request: Peticion, portal: PortalDep, data: URLEncodedBody[DesdeDonde]) -> Template:
        """A stretch of the chain, from its beginning or from where the last one ended."""
        try:
            cadena = await auditorias.verificar(portal, request.user, _numero(data.desde) or 0)
        except DatoInvalido as error:
            return await _pagina(portal, request, FormularioDeAuditoria(), error=error)
        return await _pagina(portal, request, FormularioDeAuditoria(), cadena=cadena)


async def _pagina(
    portal: Portal,
    request: Peticion,
    escrito: FormularioDeAuditoria,
    *,
    error: DatoInvalido | None = None,
    cadena: CadenaEnParte | None = None,
) -> Template:
    pagina = AuditoriaPagina(filas=(), siguiente=None)
    try:
        pagina = await auditorias.ver(portal, request.user, escrito.filtro(), _numero(escrito.antes))
    except DatoInvalido as invalido:
        error = error or invalido
    contexto = {
        "pagina": "operador-auditoria",
        "escrito": escrito,
        "filas": pagina.filas,
        "siguiente": pagina.siguiente,
        "cadena": cadena,
        "error": error,
    }
    return Template("pages/operador_auditoria.html", context=contexto, status_code=estado_de(error))


def _numero(escrito: str) -> int | None:
    """None for a made-up one."""
    return int(escrito) if escrito.isascii() and escrito.isdecimal() and len(escrito) <= CIFRAS else None


def _dia(campo: str, escrito: str) -> date | None:
    """As a box for dates sends it. Raises DatoInvalido for anything else."""
    try:
        return date.fromisoformat(escrito) if escrito else None
    except ValueError as error:
        raise DatoInvalido("auditoria-sin-dia", campo=campo) from error
