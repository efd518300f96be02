"""Payments as a table, on the staff's desk; what is searched is on the same page, and posted."""

from asyncio import to_thread

from litestar import Controller, Response, get, post
from litestar.di import Provide
from litestar.params import URLEncodedBody
from litestar.response import Template

from portal.clock import dia
from portal.controllers import Peticion, PortalDep
from portal.controllers.desk.filters import FormularioTabla, TablaPedida, tabla_pedida
from portal.controllers.forms import Exportacion, FiltroPagos
from portal.controllers.pages.exports import adjunto
from portal.documents import finance_sheets
from portal.errors import DatoInvalido
from portal.operations.desk import tabla
from portal.operations.payment import pagos
from portal.operations.portal import Portal
from portal.rules.access.permisos import Acto
from portal.structs.pagos import Estado, PagosPagina
from portal.structs.tabla import Tabla
from portal.web.language import translations
from portal.web.policies import para
from portal.web.problems import estado_de

HALLADOS = 20


class OperadorTablaPages(Controller):
    """Everybody's payments."""

    path = "/operador/pagos"
    include_in_schema = False

    @get("/", opt=para(Acto.VER_TODOS), dependencies={"pedida": Provide(tabla_pedida, sync_to_thread=False)})
    async def ver(self, request: Peticion, portal: PortalDep, pedida: TablaPedida) -> Template:
        """A page of those that were asked for, with their totals."""
        try:
            visto = await tabla.ver(portal, request.user, pedida.filtro(dia(portal.clock())), pedida.despues_de())
        except DatoInvalido as error:
            return await _pagina(portal, request, pedida, error=error)
        return await _pagina(portal, request, pedida, visto)

    @post("/", opt=para(Acto.VER_TODOS), status_code=200)
    async def buscar(self, request: Peticion, portal: PortalDep, data: URLEncodedBody[FiltroPagos]) -> Template:
        """Posted, because a documento may be searched."""
        hallados = await pagos.listar(
            portal,
            request.user,
            desde=data.desde_pedido(),
            estado=data.estado_pedido(),
            buscar=data.buscar,
            limite=HALLADOS,
        )
        return await _pagina(portal, request, FormularioTabla(), hallados=hallados, buscado=data)

    @post("/exportar", opt=para(Acto.VER_TODOS), status_code=200)
    async def exportar(
        self, request: Peticion, portal: PortalDep, data: URLEncodedBody[FormularioTabla]
    ) -> Template | Response[bytes]:
        """All of those that were asked for, as a spreadsheet."""
        try:
            formato = Exportacion(formato=data.formato).pedido()
            filtro = data.filtro(dia(portal.clock()))
            llevada = await tabla.exportar(portal, request.user, filtro, data.motivo)
        except DatoInvalido as error:
            return await _pagina(portal, request, data, error=error)
        contenido = await to_thread(finance_sheets.pagos, llevada, formato, translations())
        return adjunto(contenido, f"pagos-{filtro.desde}-{filtro.hasta}", formato)


async def _pagina(
    portal: Portal,
    request: Peticion,
    pedida: FormularioTabla,
    visto: Tabla | None = None,
    *,
    hallados: PagosPagina | None = None,
    buscado: FiltroPagos | None = None,
    error: DatoInvalido | None = None,
) -> Template:
    """The table, what was found instead of it, or why neither is shown."""
    datos = {
        "pagina": "operador-pagos",
        "pedida": pedida,
        "filtro": pedida.filtro(dia(portal.clock())) if error is None else None,
        "visto": visto,
        "hallados": hallados,
        "buscado": buscado or FiltroPagos(),
        "estados": tuple(Estado),
        "canales": await tabla.canales(portal, request.user),
        "error": error,
    }
    return Template("pages/operador_pagos.html", context=datos, status_code=estado_de(error))
