"""Extracts of banks and gateways, on the staff's desk: loaded, compared, explained."""

from asyncio import to_thread

from litestar import Controller, Response, get, post
from litestar.datastructures import UploadFile
from litestar.params import FromQuery, MultipartBody, URLEncodedBody
from litestar.response import Redirect, Template
from msgspec import Struct

from portal.controllers import Peticion, PortalDep
from portal.controllers.forms import Exportacion, FormularioExplicacion
from portal.controllers.pages.exports import adjunto
from portal.controllers.parameters import Numero
from portal.documents import finance_sheets
from portal.errors import DatoInvalido, NoDisponible, PortalError, Rechazo
from portal.imports import extracto as lector
from portal.operations.desk import columnas as columnas_extracto
from portal.operations.desk import conciliaciones, extractos
from portal.operations.portal import Portal
from portal.rules.access.permisos import Acto
from portal.structs.finanzas import Extracto
from portal.texts.es import mesa
from portal.web.language import translations
from portal.web.policies import para
from portal.web.problems import estado_de

ARCHIVO_MAXIMO = 4 * 1024 * 1024
# A page of thousands would be read by nobody.
A_LA_VISTA = 100


class FormularioExtracto(Struct):
    """The form of a new extract; `columnas`, ticked: they are to be chosen again."""

    archivo: UploadFile
    canal: str = ""
    motivo: str = ""
    columnas: str = ""


class OperadorExtractosPages(Controller):
    """Every act asks for its reason, and is written down with it."""

    path = "/operador/extractos"
    include_in_schema = False

    @get("/", opt=para(Acto.VER_FINANZAS))
    async def listar(self, request: Peticion, portal: PortalDep) -> Template:
        """The newest ones, and the form for another."""
        return await _lista(portal, request)

    @post("/", opt=para(Acto.FINANZAS), status_code=200, request_max_body_size=ARCHIVO_MAXIMO)
    async def cargar(
        self, request: Peticion, portal: PortalDep, data: MultipartBody[FormularioExtracto]
    ) -> Template | Redirect:
        """Loads the whole file or nothing of it, or asks first."""
        contenido = await data.archivo.read()
        try:
            subido = await extractos.subir(
                portal,
                request.user,
                lector,
                data.canal,
                data.archivo.filename,
                contenido,
                data.motivo,
                elegir=bool(data.columnas),
            )
        except (DatoInvalido, Rechazo, NoDisponible) as error:
            return await _lista(portal, request, error=error, canal=data.canal, motivo=data.motivo)
        return sigue(subido, columnas=bool(data.columnas))

    @get("/{numero:int}", opt=para(Acto.VER_FINANZAS))
    async def ver(self, request: Peticion, portal: PortalDep, numero: Numero, hecho: FromQuery[str] = "") -> Template:
        """The three-way match."""
        return await _detalle(portal, request, numero, hecho=hecho)

    @post("/{numero:int}/comparar", opt=para(Acto.FINANZAS), status_code=303)
    async def comparar(self, request: Peticion, portal: PortalDep, numero: Numero) -> Redirect:
        """An extract compared again, with the payments there are now."""
        await conciliaciones.comparar(portal, request.user, numero)
        return Redirect(f"/operador/extractos/{numero}?hecho=comparado", status_code=303)

    @post("/{numero:int}/explicar", opt=para(Acto.FINANZAS), status_code=200)
    async def explicar(
        self, request: Peticion, portal: PortalDep, numero: Numero, data: URLEncodedBody[FormularioExplicacion]
    ) -> Template | Redirect:
        """Why one difference is so."""
        try:
            await conciliaciones.explicar(
                portal, request.user, numero, data.desacuerdo(), data.codigo, data.explicacion
            )
        except (DatoInvalido, Rechazo) as error:
            return await _detalle(portal, request, numero, error=error)
        return Redirect(f"/operador/extractos/{numero}?hecho=explicada", status_code=303)

    @post("/{numero:int}/exportar", opt=para(Acto.VER_FINANZAS), status_code=200)
    async def exportar(
        self, request: Peticion, portal: PortalDep, numero: Numero, data: URLEncodedBody[Exportacion]
    ) -> Template | Response[bytes]:
        """The list of differences as a spreadsheet."""
        try:
            formato = data.pedido()
            vista = await conciliaciones.exportar(portal, request.user, numero, data.motivo)
        except DatoInvalido as error:
            return await _detalle(portal, request, numero, error=error)
        contenido = await to_thread(finance_sheets.diferencias, vista, formato, translations())
        return adjunto(contenido, f"diferencias-{numero}", formato)


def sigue(subido: Extracto | str, *, columnas: bool = False) -> Redirect:
    """To what was loaded, or to what is asked about the file that was kept."""
    if isinstance(subido, Extracto):
        return Redirect(f"/operador/extractos/{subido.id}?hecho=cargado", status_code=303)
    return Redirect(f"/operador/extractos/pendiente/{subido}{'/columnas' if columnas else ''}", status_code=303)


async def _lista(
    portal: Portal, request: Peticion, *, error: PortalError | None = None, canal: str = "", motivo: str = ""
) -> Template:
    contexto = {
        "pagina": "operador-extractos",
        "extractos": await conciliaciones.listar(portal, request.user),
        "canales": await conciliaciones.canales(portal, request.user),
        "elegidas": await columnas_extracto.elegidas(portal, request.user),
        "error": error,
        "canal": canal,
        "motivo": motivo,
    }
    return Template("pages/operador_extractos.html", context=contexto, status_code=estado_de(error))


async def _detalle(
    portal: Portal, request: Peticion, numero: int, *, error: PortalError | None = None, hecho: str = ""
) -> Template:
    contexto = {
        "pagina": "operador-extractos",
        "vista": await conciliaciones.ver(portal, request.user, numero),
        "A_LA_VISTA": A_LA_VISTA,
        "error": error,
        "hecho": translations().gettext(mesa.EN_EL_EXTRACTO[hecho]) if hecho in mesa.EN_EL_EXTRACTO else "",
    }
    return Template("pages/operador_extracto.html", context=contexto, status_code=estado_de(error))
