"""Opening the account that a mail offers: its own password, by a press."""

from litestar import Controller, get, post
from litestar.params import FromPath, URLEncodedBody
from litestar.response import Redirect, Template
from msgspec import Struct

from portal.controllers import Peticion, PortalDep
from portal.errors import DatoInvalido
from portal.inputs.identity import visible
from portal.operations.access import altas
from portal.operations.portal import Portal
from portal.rules.access.passwords import MINIMO
from portal.web.language import tag
from portal.web.policies import PUBLICA
from portal.web.problems import estado_de


class FormularioAlta(Struct):
    """A password, typed once since it can be looked at, and perhaps a phone."""

    nueva: str = ""
    telefono: str = ""


class AltasPages(Controller):
    """Public: the link is what lets in. Looking at it uses nothing, since programs that look through mail do so."""

    path = "/alta/{token:str}"
    include_in_schema = False
    opt = PUBLICA

    @get("/")
    async def formulario(self, portal: PortalDep, token: FromPath[str]) -> Template:
        """Whose account it is, and a password for it."""
        return await _formulario(portal, token, FormularioAlta())

    @post("/", status_code=200)
    async def abrir(
        self, request: Peticion, portal: PortalDep, token: FromPath[str], data: URLEncodedBody[FormularioAlta]
    ) -> Template | Redirect:
        """Makes the account; who opened it signs in with it."""
        ip = request.client.host if request.client else ""
        try:
            await altas.abrir(portal, token, data.nueva, data.telefono, ip=ip, idioma=tag())
        except DatoInvalido as error:
            return await _formulario(portal, token, data, error=error)
        return Redirect("/ingreso?hecho=alta", status_code=303)


async def _formulario(
    portal: Portal, token: str, tecleado: FormularioAlta, *, error: DatoInvalido | None = None
) -> Template:
    """The password that was typed never comes back in the page."""
    enlace = await altas.mirar(portal, token)
    contexto = {
        "pagina": "alta",
        "token": token,
        "enlace": enlace,
        "telefono": visible(tecleado.telefono),
        "minimo": MINIMO,
        "error": error,
    }
    return Template("pages/alta.html", context=contexto, status_code=estado_de(error))
