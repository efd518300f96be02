"""Opening one's own account: what the company knows, and then where to write."""

from litestar import Controller, get, post
from litestar.params import FromPath, FromQuery, URLEncodedBody
from litestar.response import Redirect, Template
from msgspec import Struct

from portal.controllers import Peticion, PortalDep
from portal.errors import DatoInvalido, DemasiadosIntentos, NoAutenticado
from portal.inputs.identity import visible
from portal.operations.access import enlaces, primer_acceso
from portal.operations.portal import Portal
from portal.rules.access.primer_acceso import LoSabido
from portal.structs.enlaces import TipoDeEnlace
from portal.texts.es import alta
from portal.web import device
from portal.web.language import tag
from portal.web.policies import PUBLICA
from portal.web.problems import estado_de


class FormularioPrimerAcceso(Struct):
    """Who somebody is, and what they know; empty by default, so that a missing box is told in our words."""

    documento: str = ""
    movimiento: str = ""
    importe: str = ""
    codigo: str = ""


class FormularioCorreo(Struct):
    """Where to write."""

    correo: str = ""


class PrimerAccesoPages(Controller):
    """Public: whoever comes has no account yet."""

    path = "/primer-acceso"
    include_in_schema = False
    opt = PUBLICA

    @get("/")
    async def formulario(self, portal: PortalDep) -> Template:
        """What is asked for, as the company decided."""
        return _formulario(portal, FormularioPrimerAcceso())

    @post("/", status_code=200)
    async def comprobar(
        self, request: Peticion, portal: PortalDep, data: URLEncodedBody[FormularioPrimerAcceso]
    ) -> Template | Redirect:
        """On to where to write, or the same words whatever was wrong."""
        try:
            token = await primer_acceso.comprobar(
                portal,
                data.documento,
                LoSabido(movimiento=data.movimiento, importe=data.importe, codigo=data.codigo),
                ip=request.client.host if request.client else "",
                equipo=device.leer(portal.settings, request.cookies, portal.clock()),
            )
        except (DatoInvalido, NoAutenticado, DemasiadosIntentos) as error:
            return _formulario(portal, data, error=error)
        return Redirect(f"/primer-acceso/{token}", status_code=303)

    @get("/{token:str}")
    async def direccion(self, portal: PortalDep, token: FromPath[str], hecho: FromQuery[str] = "") -> Template:
        """Asks where the link should go that opens the account."""
        return await _direccion(portal, token, hecho=hecho)

    @post("/{token:str}", status_code=200)
    async def escribir(
        self, request: Peticion, portal: PortalDep, token: FromPath[str], data: URLEncodedBody[FormularioCorreo]
    ) -> Template | Redirect:
        """Sends it; the page stays, for whoever typed a wrong one."""
        ip = request.client.host if request.client else ""
        try:
            await primer_acceso.escribir(portal, token, data.correo, idioma=tag(), ip=ip)
        except DatoInvalido as error:
            return await _direccion(portal, token, correo=data.correo, error=error)
        return Redirect(f"/primer-acceso/{token}?hecho=enviado", status_code=303)


def _formulario(
    portal: Portal,
    tecleado: FormularioPrimerAcceso,
    *,
    error: DatoInvalido | NoAutenticado | DemasiadosIntentos | None = None,
) -> Template:
    contexto = {
        "pagina": "primer-acceso",
        "pedido": primer_acceso.pedido(portal) if portal.settings.primer_acceso_pide else (),
        "documento": visible(tecleado.documento),
        "movimiento": visible(tecleado.movimiento),
        "importe": visible(tecleado.importe),
        "codigo": visible(tecleado.codigo),
        "error": error,
    }
    espera = error.reintentar_en if isinstance(error, DemasiadosIntentos) else 0
    return Template(
        "pages/primer_acceso.html",
        context=contexto,
        status_code=estado_de(error),
        headers={"Retry-After": str(espera)} if espera else {},
    )


async def _direccion(
    portal: Portal, token: str, *, correo: str = "", hecho: str = "", error: DatoInvalido | None = None
) -> Template:
    enlace = await enlaces.mirar(portal, token, TipoDeEnlace.PRIMER_ACCESO)
    contexto = {
        "pagina": "primer-acceso",
        "token": token,
        "nombre": enlace.datos["nombre"],
        "correo": visible(correo),
        "aviso": alta.ENVIADO if hecho == "enviado" else "",
        "error": error,
    }
    return Template("pages/primer_acceso_correo.html", context=contexto, status_code=estado_de(error))
