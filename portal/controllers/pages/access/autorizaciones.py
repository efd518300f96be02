"""Whose documentos this person may open, who may open theirs, and which one is chosen."""

from litestar import Controller, get, post
from litestar.params import FromPath, FromQuery, URLEncodedBody
from litestar.response import Redirect, Template
from msgspec import Struct

from portal.controllers import Peticion, PortalDep, forms
from portal.controllers.parameters import Numero
from portal.errors import DatoInvalido
from portal.inputs.identity import visible
from portal.operations.autorizaciones import choice, grants, offers, requests
from portal.operations.portal import Portal
from portal.rules.access.permisos import Acto
from portal.texts.es.autorizacion import EN_LA_PAGINA
from portal.web.policies import para
from portal.web.problems import estado_de

PAGINA = "/cuenta/autorizaciones"


class TitularElegido(Struct):
    """The number of an authorization; empty for the own documento."""

    autorizacion: str = ""

    def numero(self) -> int | None:
        """A made-up one is none that anybody has."""
        return (forms.numero(self.autorizacion) or 0) if self.autorizacion else None


class DocumentoPedido(Struct):
    """Whose documento is asked for."""

    documento: str = ""


class RespuestaAlPedido(Struct):
    """Anything but a yes is a no."""

    respuesta: str = ""


class AutorizacionesPages(Controller):
    """For customers. A documento is never in an address, which is logged: an authorization goes by its number."""

    include_in_schema = False
    opt = para(Acto.LO_PROPIO)

    @post("/cuenta/documento", status_code=303)
    async def elegir(self, request: Peticion, portal: PortalDep, data: URLEncodedBody[TitularElegido]) -> Redirect:
        """Another one is chosen, and its debts are shown."""
        await choice.elegir(portal, request.user, data.numero())
        return Redirect("/deudas", status_code=303)

    @get(PAGINA)
    async def ver(self, request: Peticion, portal: PortalDep, hecho: FromQuery[str] = "") -> Template:
        """Both sides, what is asked, and a box to ask."""
        return await _pagina(portal, request, hecho=hecho)

    @post(f"{PAGINA}/pedir", status_code=200)
    async def pedir(
        self, request: Peticion, portal: PortalDep, data: URLEncodedBody[DocumentoPedido]
    ) -> Template | Redirect:
        """Whose documento it is, is asked."""
        try:
            await requests.pedir(portal, request.user, data.documento)
        except DatoInvalido as error:
            return await _pagina(portal, request, error=error, forma="pedir", tecleado=visible(data.documento))
        return Redirect(f"{PAGINA}?hecho=pedida", status_code=303)

    @post(f"{PAGINA}/pedidos/{{numero:int}}", status_code=200)
    async def responder(
        self, request: Peticion, portal: PortalDep, numero: Numero, data: URLEncodedBody[RespuestaAlPedido]
    ) -> Template | Redirect:
        """The answer to somebody who asks."""
        acepta = data.respuesta == "aceptar"
        try:
            await requests.responder(portal, request.user, numero, acepta=acepta)
        except DatoInvalido as error:
            return await _pagina(portal, request, error=error)
        return Redirect(f"{PAGINA}?hecho={'aceptada' if acepta else 'rechazada'}", status_code=303)

    @post(f"{PAGINA}/invitar", status_code=200)
    async def invitar(
        self, request: Peticion, portal: PortalDep, data: URLEncodedBody[DocumentoPedido]
    ) -> Template | Redirect:
        """Whose documento that is, is invited to open the own."""
        try:
            await offers.invitar(portal, request.user, data.documento)
        except DatoInvalido as error:
            return await _pagina(portal, request, error=error, forma="invitar", tecleado=visible(data.documento))
        return Redirect(f"{PAGINA}?hecho=invitada", status_code=303)

    @post(f"{PAGINA}/invitaciones/{{numero:int}}/anular", status_code=303)
    async def anular(self, request: Peticion, portal: PortalDep, numero: Numero) -> Redirect:
        """Nobody can accept it any more."""
        await offers.anular(portal, request.user, numero)
        return Redirect(f"{PAGINA}?hecho=anulada", status_code=303)

    @post(f"{PAGINA}/{{numero:int}}/quitar", status_code=303)
    async def quitar(self, request: Peticion, portal: PortalDep, numero: Numero) -> Redirect:
        """From either side."""
        await grants.quitar(portal, request.user, numero)
        return Redirect(f"{PAGINA}?hecho=quitada", status_code=303)

    @get("/autorizar/{token:str}")
    async def enlace(self, request: Peticion, portal: PortalDep, token: FromPath[str]) -> Template:
        """What the mail's link asks, and both answers; looking at it answers nothing."""
        pedido = await requests.mirar(portal, request.user, token)
        return Template("pages/autorizar.html", context={"pagina": "cuenta", "pedido": pedido})

    @get("/invitado/{token:str}")
    async def invitado(self, request: Peticion, portal: PortalDep, token: FromPath[str]) -> Template:
        """Who invites, and a button: looking at it accepts nothing."""
        return await _invitado(portal, request, token)

    @post("/invitado/{token:str}", status_code=200)
    async def aceptar(self, request: Peticion, portal: PortalDep, token: FromPath[str]) -> Template | Redirect:
        """It is among those to choose from."""
        try:
            await offers.aceptar(portal, request.user, token)
        except DatoInvalido as error:
            return await _invitado(portal, request, token, error)
        return Redirect(f"{PAGINA}?hecho=tomada", status_code=303)


async def _invitado(portal: Portal, request: Peticion, token: str, error: DatoInvalido | None = None) -> Template:
    contexto = {
        "pagina": "cuenta",
        "invitacion": await offers.mirar(portal, request.user, token),
        "token": token,
        "error": error,
    }
    return Template("pages/invitado.html", context=contexto, status_code=estado_de(error))


async def _pagina(
    portal: Portal,
    request: Peticion,
    *,
    hecho: str = "",
    error: DatoInvalido | None = None,
    forma: str = "",
    tecleado: str = "",
) -> Template:
    """forma: of which of the page's forms the error is, and what was typed in it."""
    contexto = {
        "pagina": "cuenta",
        "quienes": await grants.quienes(portal, request.user),
        "invitaciones": await offers.vivas(portal, request.user),
        "pedidos": await requests.pendientes(portal, request.user),
        "hecho": hecho,
        "HECHOS": EN_LA_PAGINA,
        "error": error,
        "forma": forma,
        "tecleado": tecleado,
    }
    return Template("pages/autorizaciones.html", context=contexto, status_code=estado_de(error))
