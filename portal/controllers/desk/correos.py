"""What was written to people, and the addresses whose mail came back, on the staff's desk."""

from litestar import Controller, get, post
from litestar.params import FromQuery, URLEncodedBody
from litestar.response import Redirect, Template
from msgspec import Struct

from portal.controllers import Peticion, PortalDep
from portal.controllers.forms import ConMotivo
from portal.controllers.parameters import Numero
from portal.errors import DatoInvalido, NoEncontrado
from portal.operations.mail import again, bounces
from portal.operations.portal import Portal
from portal.rules.access.permisos import Acto
from portal.structs.cartas import EstadoDeCarta
from portal.web.policies import para
from portal.web.problems import estado_de


class FormularioRebote(Struct):
    """An address whose mail came back, and how that is known."""

    correo: str = ""
    motivo: str = ""


class OperadorCorreosPages(Controller):
    """Those that failed are looked at here; marking an address asks for a reason."""

    path = "/operador/correos"
    include_in_schema = False

    @get("/", opt=para(Acto.VER_TODOS))
    async def ver(
        self, request: Peticion, portal: PortalDep, estado: FromQuery[str] = "", hecho: FromQuery[str] = ""
    ) -> Template:
        """The newest ones, of one state or of all; a made-up one lists all."""
        return await _pagina(portal, request, FormularioRebote(), estado=estado, hecho=hecho)

    @post("/rebotes", opt=para(Acto.RESOLVER), status_code=200)
    async def rebotar(
        self, request: Peticion, portal: PortalDep, data: URLEncodedBody[FormularioRebote]
    ) -> Template | Redirect:
        """That address gets no more."""
        try:
            await bounces.rebotar(portal, request.user, data.correo, data.motivo)
        except DatoInvalido as error:
            return await _pagina(portal, request, data, error=error)
        return Redirect("/operador/correos?hecho=rebotado", status_code=303)

    @post("/rebotes/olvidar", opt=para(Acto.RESOLVER), status_code=303)
    async def olvidar(self, request: Peticion, portal: PortalDep, data: URLEncodedBody[FormularioRebote]) -> Redirect:
        """It gets mail again; whoever comes second finds it so."""
        try:
            await bounces.olvidar(portal, request.user, data.correo)
        except NoEncontrado:
            return Redirect("/operador/correos", status_code=303)
        return Redirect("/operador/correos?hecho=restituido", status_code=303)

    @post("/{carta:int}/mandar", opt=para(Acto.RESOLVER), status_code=200)
    async def mandar(
        self, request: Peticion, portal: PortalDep, carta: Numero, data: URLEncodedBody[ConMotivo]
    ) -> Template | Redirect:
        """It is tried once more; whoever comes second finds it so."""
        try:
            hecho = await again.mandar(portal, request.user, carta, data.motivo)
        except DatoInvalido as error:
            return await _pagina(portal, request, FormularioRebote(), estado="FALLIDA", error=error, carta=carta)
        return Redirect(f"/operador/correos{'?hecho=mandado' if hecho else ''}", status_code=303)


async def _pagina(
    portal: Portal,
    request: Peticion,
    escrito: FormularioRebote,
    *,
    estado: str = "",
    hecho: str = "",
    error: DatoInvalido | None = None,
    carta: int = 0,
) -> Template:
    """carta: of which mail's form the error is; 0 where it is of an address's."""
    elegido = EstadoDeCarta(estado) if estado in EstadoDeCarta.__members__ else None
    enviadas, rebotes = await bounces.salida(portal, request.user, elegido)
    datos = {
        "pagina": "operador-correos",
        "cartas": enviadas,
        "rebotes": rebotes,
        "REPETIBLES": again.REPETIBLES,
        "estado": elegido or "",
        "estados": list(EstadoDeCarta),
        "escrito": escrito,
        "hecho": hecho,
        "error": error,
        "carta_con_error": carta,
    }
    return Template("pages/operador_correos.html", context=datos, status_code=estado_de(error) if error else 200)
