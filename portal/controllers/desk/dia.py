"""The day's close, on the staff's desk."""

from asyncio import to_thread
from datetime import date, timedelta
from typing import Annotated, TypeAlias

from litestar import Controller, Response, get, post
from litestar.params import FromQuery, PathParameter, QueryParameter, URLEncodedBody
from litestar.response import Redirect, Template

from portal.clock import dia
from portal.controllers import Peticion, PortalDep
from portal.controllers.forms import ConMotivo, Exportacion
from portal.controllers.pages.exports import adjunto
from portal.documents import finance_sheets
from portal.errors import DatoInvalido, PortalError, Rechazo
from portal.operations.desk import cierres, meses
from portal.operations.portal import Portal
from portal.rules.access.permisos import Acto
from portal.web.language import translations
from portal.web.policies import para
from portal.web.problems import estado_de

Dia: TypeAlias = Annotated[date, PathParameter()]
DiaPedido: TypeAlias = Annotated[date | None, QueryParameter()]


class OperadorDiaPages(Controller):
    """A day's figures by channel and currency; closing it and taking it away ask for a reason."""

    path = "/operador/dia"
    include_in_schema = False

    @get("/", opt=para(Acto.VER_FINANZAS))
    async def ver(
        self, request: Peticion, portal: PortalDep, fecha: DiaPedido = None, hecho: FromQuery[str] = ""
    ) -> Template:
        """Today, or the day that was asked for."""
        return await _pagina(portal, request, fecha or dia(portal.clock()), hecho=hecho)

    @get("/mes", opt=para(Acto.VER_FINANZAS))
    async def mes(self, request: Peticion, portal: PortalDep, fecha: DiaPedido = None) -> Template:
        """Every day of the month of that day, or of today's."""
        uno = (fecha or dia(portal.clock())).replace(day=1)
        visto = await meses.ver(portal, request.user, uno)
        return Template("pages/operador_mes.html", context={"pagina": "operador-dia", "visto": visto})

    @post("/{fecha:date}/cerrar", opt=para(Acto.FINANZAS), status_code=200)
    async def cerrar(
        self, request: Peticion, portal: PortalDep, fecha: Dia, data: URLEncodedBody[ConMotivo]
    ) -> Template | Redirect:
        """Keeps its figures for ever."""
        try:
            await cierres.cerrar(portal, request.user, fecha, data.motivo)
        except (DatoInvalido, Rechazo) as error:
            return await _pagina(portal, request, fecha, error=error, motivo=data.motivo)
        return Redirect(f"/operador/dia?fecha={fecha.isoformat()}&hecho=cerrado", status_code=303)

    @post("/{fecha:date}/exportar", opt=para(Acto.VER_FINANZAS), status_code=200)
    async def exportar(
        self, request: Peticion, portal: PortalDep, fecha: Dia, data: URLEncodedBody[Exportacion]
    ) -> Template | Response[bytes]:
        """Every payment of the day as a spreadsheet."""
        try:
            formato = data.pedido()
            cierre, pagados = await cierres.exportar(portal, request.user, fecha, data.motivo)
        except DatoInvalido as error:
            return await _pagina(portal, request, fecha, error=error, motivo=data.motivo)
        contenido = await to_thread(finance_sheets.dia, cierre, pagados, formato, translations())
        return adjunto(contenido, f"pagos-del-{fecha.isoformat()}", formato)


async def _pagina(
    portal: Portal,
    request: Peticion,
    fecha: date,
    *,
    error: PortalError | None = None,
    hecho: str = "",
    motivo: str = "",
) -> Template:
    cierre = await cierres.ver(portal, request.user, fecha)
    contexto = {
        "pagina": "operador-dia",
        "cierre": cierre,
        "antes": fecha - timedelta(days=1),
        "despues": None if not cierre.terminado else fecha + timedelta(days=1),
        "hecho": hecho == "cerrado",
        "error": error,
        "motivo": motivo,
    }
    return Template("pages/operador_dia.html", context=contexto, status_code=estado_de(error))
