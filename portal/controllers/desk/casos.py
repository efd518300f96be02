"""Late reversals, on the staff's desk: who has each, until when, and how it ended."""

from litestar import Controller, get, post
from litestar.params import FromQuery, URLEncodedBody
from litestar.response import Redirect, Template
from msgspec import Struct

from portal.controllers import Peticion, PortalDep
from portal.controllers.parameters import Numero
from portal.errors import DatoInvalido, PortalError, Rechazo
from portal.operations.desk import casos, solicitudes
from portal.operations.portal import Portal
from portal.rules.access.permisos import Acto
from portal.rules.desk.casos import VIVOS
from portal.texts.es import mesa
from portal.web.language import translations
from portal.web.policies import para
from portal.web.problems import estado_de


class FormularioNota(Struct):
    """A note; `publica`, ticked: the customer reads it too."""

    nota: str = ""
    publica: str = ""


class FormularioRechazo(Struct):
    """Why the payment stands."""

    respuesta: str = ""


class FormularioAnulado(Struct):
    """What shows that the company reversed it."""

    evidencia: str = ""


class CasosPages(Controller):
    """A case goes by the number of its payment."""

    path = "/operador/casos"
    include_in_schema = False

    @get("/", opt=para(Acto.VER_TODOS))
    async def listar(self, request: Peticion, portal: PortalDep) -> Template:
        """Those that go on, and the last ones that ended."""
        vivos, cerrados = await casos.listar(portal, request.user)
        datos = {"pagina": "operador-casos", "vivos": vivos, "cerrados": cerrados, "ahora": portal.clock()}
        return Template("pages/operador_casos.html", context=datos)

    @get("/{numero:int}", opt=para(Acto.VER_TODOS))
    async def ver(self, request: Peticion, portal: PortalDep, numero: Numero, hecho: FromQuery[str] = "") -> Template:
        """One with its story, and what may be done about it."""
        return await _detalle(portal, request, numero, hecho=hecho)

    @post("/{numero:int}/tomar", opt=para(Acto.RESOLVER), status_code=200)
    async def tomar(self, request: Peticion, portal: PortalDep, numero: Numero) -> Template | Redirect:
        """It is theirs from now on."""
        try:
            await casos.tomar(portal, request.user, numero)
        except Rechazo as error:
            return await _detalle(portal, request, numero, error=error)
        return _al_caso(numero, "tomado")

    @post("/{numero:int}/anotar", opt=para(Acto.RESOLVER), status_code=200)
    async def anotar(
        self, request: Peticion, portal: PortalDep, numero: Numero, data: URLEncodedBody[FormularioNota]
    ) -> Template | Redirect:
        """Its story goes on."""
        try:
            await casos.anotar(portal, request.user, numero, data.nota, publica=bool(data.publica))
        except (DatoInvalido, Rechazo) as error:
            return await _detalle(portal, request, numero, error=error, campo="nota", nota=data.nota)
        return _al_caso(numero, "anotado")

    @post("/{numero:int}/rechazar", opt=para(Acto.RESOLVER), status_code=200)
    async def rechazar(
        self, request: Peticion, portal: PortalDep, numero: Numero, data: URLEncodedBody[FormularioRechazo]
    ) -> Template | Redirect:
        """The payment stands."""
        try:
            await casos.rechazar(portal, request.user, numero, data.respuesta)
        except (DatoInvalido, Rechazo) as error:
            return await _detalle(portal, request, numero, error=error, campo="respuesta", respuesta=data.respuesta)
        return _al_caso(numero, "rechazado")

    @post("/{numero:int}/anulado", opt=para(Acto.RESOLVER), status_code=200)
    async def anulado(
        self, request: Peticion, portal: PortalDep, numero: Numero, data: URLEncodedBody[FormularioAnulado]
    ) -> Template | Redirect:
        """The company reversed it; a second person agrees on the payment's page."""
        try:
            await casos.pedir_anulado(portal, request.user, numero, data.evidencia)
        except (DatoInvalido, Rechazo) as error:
            return await _detalle(portal, request, numero, error=error, campo="evidencia", evidencia=data.evidencia)
        return _al_caso(numero, "pedido")


def _al_caso(numero: int, hecho: str) -> Redirect:
    return Redirect(f"/operador/casos/{numero}?hecho={hecho}", status_code=303)


async def _detalle(
    portal: Portal,
    request: Peticion,
    numero: int,
    *,
    error: PortalError | None = None,
    campo: str = "",
    hecho: str = "",
    **tecleado: str,
) -> Template:
    comprobante = await casos.ver(portal, request.user, numero)
    datos = {
        "pagina": "operador-casos",
        "pago": comprobante.pago,
        "caso": comprobante.caso,
        "notas": comprobante.notas,
        "vivo": comprobante.caso is not None and comprobante.caso.estado in VIVOS,
        "esperan": await solicitudes.esperan(portal, request.user, numero),
        "ahora": portal.clock(),
        "error": error,
        "campo_error": campo if isinstance(error, DatoInvalido) else "",
        "hecho": translations().gettext(mesa.EN_EL_CASO[hecho]) if hecho in mesa.EN_EL_CASO else "",
        "nota": "",
        "respuesta": "",
        "evidencia": "",
    }
    return Template("pages/operador_caso.html", context=datos | tecleado, status_code=estado_de(error))
