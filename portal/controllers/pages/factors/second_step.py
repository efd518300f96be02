"""The second step of a sign-in, and signing in with a passkey alone."""

from litestar import Controller, MediaType, Response, get, post
from litestar.params import FromQuery, URLEncodedBody
from litestar.response import Redirect, Template
from msgspec import Struct

from portal.controllers import Peticion, PortalDep
from portal.controllers.pages.access.ingreso import FormularioIngreso, destino, destino_propio, formulario
from portal.errors import DemasiadosIntentos, NoAutenticado
from portal.operations.access import throttle
from portal.operations.factors import passkeys, pending, second_step
from portal.operations.portal import Portal
from portal.structs.usuarios import Sesion, Usuario
from portal.web import auth, device, language
from portal.web.language import translations
from portal.web.policies import PUBLICA

VENCIDO = "paso-vencido"


class FormularioPaso(Struct):
    """The code, of an application or of paper."""

    codigo: str = ""
    siguiente: str = ""


class RespuestaDePasskey(Struct):
    """What the browser says for a passkey, as JSON, written into the form by our script."""

    passkey: str = ""
    siguiente: str = ""


class SegundoPasoPages(Controller):
    """Public: whoever comes here is signed in at the end of it."""

    path = "/ingreso"
    include_in_schema = False
    opt = PUBLICA

    @get("/paso")
    async def mostrar(
        self, request: Peticion, portal: PortalDep, siguiente: FromQuery[str] = ""
    ) -> Template | Redirect:
        """The box for the code, to whoever has just given the password."""
        if pending.abrir(portal, device.paso(portal.settings, request.cookies)) is None:
            return Redirect("/ingreso", status_code=303)
        return _paso(portal, siguiente)

    @post("/paso", status_code=200)
    async def entrar(
        self, request: Peticion, portal: PortalDep, data: URLEncodedBody[FormularioPaso]
    ) -> Template | Redirect:
        """A session, or the same words for a wrong code and a used one."""
        pendiente = pending.abrir(portal, device.paso(portal.settings, request.cookies))
        try:
            if pendiente is None:
                raise NoAutenticado(VENCIDO)
            usuario, sesion = await second_step.entrar(
                portal,
                pendiente,
                data.codigo,
                puerta="pagina",
                agente=request.headers.get("user-agent", ""),
                ip=request.client.host if request.client else "",
                equipo=device.leer(portal.settings, request.cookies, portal.clock()),
                reemplaza=request.user,
            )
        except NoAutenticado as error:
            if error.codigo == VENCIDO:
                return _de_nuevo(request, data.siguiente, error)
            return _paso(portal, data.siguiente, error=error.en(translations()), status=401)
        except DemasiadosIntentos as error:
            dicho = error.en(translations())
            return _paso(portal, data.siguiente, error=dicho, status=429, espera=error.reintentar_en)
        return adentro(portal, request, usuario, sesion, data.siguiente)

    @get("/llave/opciones", media_type=MediaType.JSON)
    async def opciones(self, portal: PortalDep) -> Response[bytes]:
        """What our script asks the browser for."""
        return Response(passkeys.pregunta_de_ingreso(portal).encode(), media_type=MediaType.JSON)

    @post("/llave", status_code=200)
    async def con_passkey(
        self, request: Peticion, portal: PortalDep, data: URLEncodedBody[RespuestaDePasskey]
    ) -> Template | Redirect:
        """A session for whoever brings a passkey, without name or password."""
        try:
            usuario, sesion = await passkeys.entrar(
                portal,
                data.passkey,
                agente=request.headers.get("user-agent", ""),
                ip=request.client.host if request.client else "",
                equipo=device.leer(portal.settings, request.cookies, portal.clock()),
                reemplaza=request.user,
            )
        except NoAutenticado as error:
            return _de_nuevo(request, data.siguiente, error)
        return adentro(portal, request, usuario, sesion, data.siguiente)


def adentro(portal: Portal, request: Peticion, usuario: Usuario, sesion: Sesion, siguiente: str) -> Redirect:
    """To where that person was going, with the session, and the browser known from now on."""
    equipo = device.leer(portal.settings, request.cookies, portal.clock())
    cuenta = throttle.cuenta_de(portal.settings, usuario.usuario)
    galletas = [
        auth.galleta(portal.settings, sesion),
        device.galleta(portal.settings, equipo, cuenta, portal.clock()),
        device.galleta_de_paso(portal.settings, ""),
        *language.of_account(portal.settings, usuario.idioma),
    ]
    return Redirect(destino(usuario.rol, siguiente), status_code=303, cookies=galletas)


def _de_nuevo(request: Peticion, siguiente: str, error: NoAutenticado) -> Template:
    return formulario(request, FormularioIngreso(siguiente=siguiente), error=error.en(translations()), status=401)


def _paso(portal: Portal, siguiente: str, *, error: str = "", status: int = 200, espera: int = 0) -> Template:
    contexto = {
        "pagina": "ingreso",
        "siguiente": destino_propio(siguiente) or "",
        "error": error,
        "con_passkeys": passkeys.rp_id(portal.settings) != "",
    }
    cabeceras = {"Retry-After": str(espera)} if espera else {}
    return Template("pages/segundo_paso.html", context=contexto, status_code=status, headers=cabeceras)
