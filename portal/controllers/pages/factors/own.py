"""One's own second factors: the list, adding, naming, taking away, and recovery codes, which are shown once."""

from textwrap import wrap

from litestar import Controller, MediaType, Response, get, post
from litestar.datastructures import Cookie
from litestar.params import FromQuery, URLEncodedBody
from litestar.response import Redirect, Template
from markupsafe import Markup
from msgspec import Struct

from portal.controllers import Peticion, PortalDep
from portal.controllers.parameters import Numero
from portal.documents import qr
from portal.errors import DatoInvalido
from portal.operations.factors import enrolment, own, passkeys
from portal.operations.factors.enrolment import Alta
from portal.operations.portal import Portal
from portal.rules.access.factores import debe_uno
from portal.structs.usuarios import Sesion
from portal.texts.es import factores_propios
from portal.web import auth
from portal.web.policies import SIN_FACTOR
from portal.web.problems import estado_de

LISTA = "/cuenta/factores"


class NombreDeFactor(Struct):
    """What it is to be called."""

    nombre: str = ""


class NuevaAplicacion(Struct):
    """An application, with a code that shows that it has the seed; sellada: the seed, as the page was given it."""

    nombre: str = ""
    codigo: str = ""
    sellada: str = ""


class NuevaPasskey(Struct):
    """A passkey: what the browser says, as JSON, written into the form by our script."""

    nombre: str = ""
    passkey: str = ""


class FactoresPages(Controller):
    """Open to whoever still owes one."""

    path = LISTA
    include_in_schema = False
    opt = SIN_FACTOR

    @get("/")
    async def lista(self, request: Peticion, portal: PortalDep, hecho: FromQuery[str] = "") -> Template:
        """What there is, and what may be added."""
        return await _lista(portal, request, hecho=hecho)

    @get("/aplicacion")
    async def aplicacion(self, request: Peticion, portal: PortalDep) -> Template:
        """A new seed, as a QR and to be typed."""
        return _aplicacion(enrolment.empezar_aplicacion(portal, request.user), "")

    @post("/aplicacion", status_code=200)
    async def agregar_aplicacion(
        self, request: Peticion, portal: PortalDep, data: URLEncodedBody[NuevaAplicacion]
    ) -> Template | Redirect:
        """Adds it, where the code is its own."""
        try:
            agregado = await enrolment.agregar_aplicacion(portal, request.user, data.sellada, data.codigo, data.nombre)
        except DatoInvalido as error:
            if error.campo not in ("codigo", "nombre"):
                return await _lista(portal, request, error=error)
            alta = enrolment.seguir_aplicacion(portal, request.user, data.sellada)
            return _aplicacion(alta, data.nombre, error=error)
        return _hecho(portal, agregado.sesion, agregado.codigos, "aplicacion")

    @get("/passkey/opciones", media_type=MediaType.JSON)
    async def opciones(self, request: Peticion, portal: PortalDep) -> Response[bytes]:
        """What our script asks the browser for."""
        pregunta = await enrolment.pregunta(portal, request.user)
        return Response(pregunta.encode(), media_type=MediaType.JSON)

    @post("/passkey", status_code=200)
    async def agregar_passkey(
        self, request: Peticion, portal: PortalDep, data: URLEncodedBody[NuevaPasskey]
    ) -> Template | Redirect:
        """Adds the one that the browser made."""
        try:
            agregado = await enrolment.agregar_passkey(portal, request.user, data.passkey, data.nombre)
        except DatoInvalido as error:
            return await _lista(portal, request, error=error)
        return _hecho(portal, agregado.sesion, agregado.codigos, "passkey")

    @post("/{numero:int}/nombre", status_code=200)
    async def nombrar(
        self, request: Peticion, portal: PortalDep, numero: Numero, data: URLEncodedBody[NombreDeFactor]
    ) -> Template | Redirect:
        """Calls it otherwise."""
        try:
            await own.nombrar(portal, request.user, numero, data.nombre)
        except DatoInvalido as error:
            return await _lista(portal, request, error=error)
        return Redirect(f"{LISTA}?hecho=nombre", status_code=303)

    @post("/{numero:int}/quitar", status_code=200)
    async def quitar(self, request: Peticion, portal: PortalDep, numero: Numero) -> Template | Redirect:
        """Takes it away."""
        try:
            sesion = await own.quitar(portal, request.user, numero)
        except DatoInvalido as error:
            return await _lista(portal, request, error=error)
        return _hecho(portal, sesion, (), "quitado")

    @post("/respaldos", status_code=200)
    async def respaldos(self, request: Peticion, portal: PortalDep) -> Template | Redirect:
        """Ten new recovery codes, on the screen this once."""
        try:
            return _respaldos(await own.renovar_respaldos(portal, request.user), [])
        except DatoInvalido as error:
            return await _lista(portal, request, error=error)


def _hecho(portal: Portal, sesion: Sesion, codigos: tuple[str, ...], que: str) -> Template | Redirect:
    """With the session as it goes on."""
    galletas = [auth.galleta(portal.settings, sesion, desde=portal.clock())]
    if codigos:
        return _respaldos(codigos, galletas)
    return Redirect(f"{LISTA}?hecho={que}", status_code=303, cookies=galletas)


def _respaldos(codigos: tuple[str, ...], galletas: list[Cookie]) -> Template:
    """New recovery codes, which are nowhere else."""
    return Template("pages/respaldos.html", context={"pagina": "cuenta", "codigos": codigos}, cookies=galletas)


def _aplicacion(alta: Alta, nombre: str, *, error: DatoInvalido | None = None) -> Template:
    contexto = {
        "pagina": "cuenta",
        "alta": alta,
        "semilla": " ".join(wrap(alta.semilla, 4)),
        "qr": Markup(qr.inline(alta.direccion)),  # noqa: S704 - drawn by segno, which writes none of the text into it
        "nombre": nombre,
        "error": error,
    }
    return Template("pages/aplicacion.html", context=contexto, status_code=estado_de(error))


async def _lista(portal: Portal, request: Peticion, *, hecho: str = "", error: DatoInvalido | None = None) -> Template:
    contexto = {
        "pagina": "cuenta",
        "factores": await own.mios(portal, request.user),
        "debe": debe_uno(request.user),
        "con_passkeys": passkeys.rp_id(portal.settings) != "",
        "hecho": hecho,
        "HECHOS": factores_propios.HECHOS,
        "error": error,
    }
    return Template("pages/factores.html", context=contexto, status_code=estado_de(error))
