"""Proving again to be oneself before an act that does most harm, and going on with it."""

from urllib.parse import urlencode

from litestar import Controller, MediaType, Response, get, post
from litestar.exceptions import HTTPException
from litestar.params import FromQuery, URLEncodedBody
from litestar.response import Redirect, Template
from msgspec import Struct

from portal.controllers import Peticion, PortalDep
from portal.controllers.pages.access.ingreso import destino, destino_propio
from portal.errors import DatoInvalido, DemasiadosIntentos
from portal.inputs.readable import RENGLONES, pares
from portal.operations.factors import passkeys, step_up
from portal.operations.portal import Portal
from portal.web import auth, device
from portal.web.language import translations
from portal.web.policies import SIN_FACTOR
from portal.web.problems import estado_de

Campos = list[tuple[str, str]]
# Never written back into a page: a form that has one begins anew.
SECRETOS = frozenset({"clave", "clave_correo", "actual", "nueva", "repetida", "codigo"})
PROPIOS = frozenset({"confirmacion", "passkey"})


class FormularioConfirmar(Struct):
    """What was typed to prove it, or what the browser says for a passkey; the other fields are of the act."""

    confirmacion: str = ""
    passkey: str = ""


class ConfirmarPages(Controller):
    """`accion`: the act that waits, by its path; it is done by its own form, which comes here and goes there by 307."""

    path = "/confirmar"
    include_in_schema = False
    opt = SIN_FACTOR

    @get("/")
    async def mostrar(self, request: Peticion, portal: PortalDep, siguiente: FromQuery[str] = "") -> Template:
        """The question, before a page."""
        return _pagina(portal, request, "", siguiente, [])

    @post("/pedido", status_code=200)
    async def pedir(
        self, request: Peticion, portal: PortalDep, accion: FromQuery[str] = "", siguiente: FromQuery[str] = ""
    ) -> Template:
        """The question, before an act: its form comes along."""
        campos = await _campos(request)
        if {nombre for nombre, _ in campos} & SECRETOS:
            return _pagina(portal, request, "", siguiente, [])
        return _pagina(portal, request, accion, siguiente, campos)

    @post("/", status_code=200)
    async def confirmar(
        self,
        request: Peticion,
        portal: PortalDep,
        data: URLEncodedBody[FormularioConfirmar],
        accion: FromQuery[str] = "",
        siguiente: FromQuery[str] = "",
    ) -> Template | Redirect:
        """Goes on with the act, or back to the page, where it was proved."""
        try:
            if data.passkey:
                sesion = await step_up.confirmar_con_passkey(portal, request.user, data.passkey)
            else:
                equipo = device.leer(portal.settings, request.cookies, portal.clock())
                sesion = await step_up.confirmar(portal, request.user, data.confirmacion, equipo=equipo)
        except (DatoInvalido, DemasiadosIntentos) as error:
            campos = [campo for campo in await _campos(request) if campo[0] not in PROPIOS]
            return _pagina(portal, request, accion, siguiente, campos, error=error)
        galletas = [auth.galleta(portal.settings, sesion, desde=portal.clock())] if sesion else []
        if hacer := destino_propio(accion):
            return Redirect(hacer, status_code=307, cookies=galletas)
        return Redirect(destino(request.user.rol, siguiente), status_code=303, cookies=galletas)

    @get("/opciones", media_type=MediaType.JSON)
    async def opciones(self, request: Peticion, portal: PortalDep) -> Response[bytes]:
        """What our script asks the browser for."""
        pregunta = await step_up.pregunta(portal, request.user)
        return Response(pregunta.encode(), media_type=MediaType.JSON)


async def _campos(request: Peticion) -> Campos:
    """The form as it came, whatever its fields. Raises HTTPException for another kind of body."""
    if request.content_type[0] not in ("", "application/x-www-form-urlencoded"):
        raise HTTPException(status_code=415)
    campos = pares(await request.body(), RENGLONES)
    if campos is None:
        raise HTTPException(status_code=400)
    return campos


def _pagina(
    portal: Portal,
    request: Peticion,
    accion: str,
    siguiente: str,
    campos: Campos,
    *,
    error: DatoInvalido | DemasiadosIntentos | None = None,
) -> Template:
    hacer, volver = destino_propio(accion) or "", destino_propio(siguiente) or ""
    contexto = {
        "pagina": "confirmar",
        "consulta": urlencode({"accion": hacer, "siguiente": volver}),
        "volver": volver or destino(request.user.rol, ""),
        "campos": campos,
        "con_factor": request.user.factores > 0,
        "con_passkeys": request.user.factores > 0 and passkeys.rp_id(portal.settings) != "",
        "error": error.en(translations()) if error else "",
    }
    espera = error.reintentar_en if isinstance(error, DemasiadosIntentos) else 0
    cabeceras = {"Retry-After": str(espera)} if espera else {}
    return Template("pages/confirmar.html", context=contexto, status_code=estado_de(error), headers=cabeceras)
