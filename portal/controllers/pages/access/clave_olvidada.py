"""A forgotten password: asking for a link, and choosing another by it."""

from litestar import Controller, get, post
from litestar.params import FromPath, FromQuery, URLEncodedBody
from litestar.response import Redirect, Template
from msgspec import Struct

from portal.controllers import Peticion, PortalDep
from portal.errors import DatoInvalido, DemasiadosIntentos
from portal.inputs.identity import visible
from portal.operations.access import clave_nueva, clave_olvidada
from portal.operations.portal import Portal
from portal.texts.es import alta
from portal.web.language import tag
from portal.web.policies import PUBLICA
from portal.web.problems import estado_de


class FormularioOlvido(Struct):
    """Who forgot it."""

    usuario: str = ""


class FormularioClaveNueva(Struct):
    """Another one."""

    nueva: str = ""


class ClaveOlvidadaPages(Controller):
    """Public; what is answered is the same whoever there is."""

    path = "/clave"
    include_in_schema = False
    opt = PUBLICA

    @get("/")
    async def formulario(self, hecho: FromQuery[str] = "") -> Template:
        """Asks whose password it is."""
        return _formulario(aviso=alta.PEDIDA if hecho == "pedida" else "")

    @post("/", status_code=200)
    async def pedir(
        self, request: Peticion, portal: PortalDep, data: URLEncodedBody[FormularioOlvido]
    ) -> Template | Redirect:
        """The link goes out where there is whom to send it to."""
        ip = request.client.host if request.client else ""
        try:
            await clave_olvidada.pedir(portal, data.usuario, idioma=tag(), ip=ip)
        except DemasiadosIntentos as error:
            return _formulario(usuario=data.usuario, error=error)
        return Redirect("/clave?hecho=pedida", status_code=303)

    @get("/{token:str}")
    async def otra(self, portal: PortalDep, token: FromPath[str]) -> Template:
        """Another password; looking at the page uses no link up."""
        return await _otra(portal, token)

    @post("/{token:str}", status_code=200)
    async def cambiar(
        self, request: Peticion, portal: PortalDep, token: FromPath[str], data: URLEncodedBody[FormularioClaveNueva]
    ) -> Template | Redirect:
        """Changes it; nobody is signed in by that."""
        ip = request.client.host if request.client else ""
        try:
            await clave_olvidada.cambiar(portal, token, data.nueva, ip=ip, idioma=tag())
        except DatoInvalido as error:
            return await _otra(portal, token, error=error)
        return Redirect("/ingreso?hecho=clave", status_code=303)


def _formulario(*, usuario: str = "", aviso: str = "", error: DemasiadosIntentos | None = None) -> Template:
    return Template(
        "pages/clave_olvidada.html",
        context={"pagina": "clave", "usuario": visible(usuario), "aviso": aviso, "error": error},
        status_code=estado_de(error),
        headers={"Retry-After": str(error.reintentar_en)} if error else {},
    )


async def _otra(portal: Portal, token: str, *, error: DatoInvalido | None = None) -> Template:
    usuario = await clave_olvidada.mirar(portal, token)
    contexto = {
        "pagina": "clave",
        "token": token,
        "usuario": usuario,
        "minimo": await clave_nueva.minimo_de(portal, usuario),
        "error": error,
    }
    return Template("pages/clave_nueva.html", context=contexto, status_code=estado_de(error))
