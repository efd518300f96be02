"""The person's own account: password, open sessions, theme."""

from collections.abc import Mapping
from typing import Literal

from litestar import Controller, get, post
from litestar.params import FromPath, FromQuery, URLEncodedBody
from litestar.response import Redirect, Template
from msgspec import Struct

from portal.controllers import Peticion, PortalDep
from portal.errors import DatoInvalido, DemasiadosIntentos
from portal.inputs.identity import visible
from portal.operations.access import contacto, sesiones, usuarios
from portal.operations.autorizaciones import grants
from portal.operations.payment_links import owner
from portal.operations.portal import Portal
from portal.rules.access.passwords import minimo
from portal.texts.es import pagina
from portal.web import auth, device, theme
from portal.web.language import tag
from portal.web.policies import CON_SESION
from portal.web.user_agent import en_palabras


class CambioClave(Struct):
    """The three boxes; empty by default, so that a missing one is told in our words."""

    actual: str = ""
    nueva: str = ""
    repetida: str = ""

    def revisar(self) -> None:
        """Raises DatoInvalido where the new one was typed in two ways."""
        if self.nueva != self.repetida:
            raise DatoInvalido("clave-distinta", campo="repetida")


class CambioCorreo(Struct):
    """Another address, and the password of whoever has no second factor: whoever finds a session open cannot take the
    account with it."""

    correo: str = ""
    clave_correo: str = ""


class CambioTelefono(Struct):
    """Another phone, or none."""

    telefono: str = ""


class Tema(Struct):
    """`sistema` follows the device."""

    tema: Literal["claro", "oscuro", "sistema"]


class CuentaPages(Controller):
    """Every change is a post of its own that comes back here."""

    path = "/cuenta"
    include_in_schema = False
    opt = CON_SESION

    @get("/")
    async def cuenta(self, request: Peticion, portal: PortalDep, hecho: FromQuery[str] = "") -> Template:
        """Who is signed in, and what may be changed."""
        return await _pagina(portal, request, hecho=hecho)

    @post("/clave", status_code=200)
    async def clave(
        self, request: Peticion, portal: PortalDep, data: URLEncodedBody[CambioClave]
    ) -> Template | Redirect:
        """Changes the password; the other sessions end."""
        try:
            data.revisar()
            sesion = await usuarios.cambiar_mi_clave(
                portal,
                request.user,
                data.actual,
                data.nueva,
                idioma=tag(),
                equipo=device.leer(portal.settings, request.cookies, portal.clock()),
            )
        except DatoInvalido as error:
            return await _pagina(portal, request, error=error)
        except DemasiadosIntentos as error:
            dicho = DatoInvalido(error.codigo, error.dice, "actual")
            return await _pagina(portal, request, error=dicho, status=429, espera=error.reintentar_en)
        galleta = auth.galleta(portal.settings, sesion, desde=portal.clock())
        return Redirect("/cuenta?hecho=clave", status_code=303, cookies=[galleta])

    @post("/correo", status_code=200)
    async def correo(
        self, request: Peticion, portal: PortalDep, data: URLEncodedBody[CambioCorreo]
    ) -> Template | Redirect:
        """Sends a link to another address."""
        try:
            await contacto.pedir_correo(
                portal,
                request.user,
                data.clave_correo,
                data.correo,
                idioma=tag(),
                equipo=device.leer(portal.settings, request.cookies, portal.clock()),
            )
        except DatoInvalido as error:
            campo = "clave_correo" if error.campo == "actual" else "correo"
            dicho = DatoInvalido(error.codigo, error.dice, campo)
            return await _pagina(portal, request, error=dicho, tecleado={"correo": visible(data.correo)})
        except DemasiadosIntentos as error:
            dicho = DatoInvalido(error.codigo, error.dice, "clave_correo")
            return await _pagina(portal, request, error=dicho, status=429, espera=error.reintentar_en)
        return Redirect("/cuenta?hecho=correo-pedido", status_code=303)

    @post("/telefono", status_code=200)
    async def telefono(
        self, request: Peticion, portal: PortalDep, data: URLEncodedBody[CambioTelefono]
    ) -> Template | Redirect:
        """Keeps another phone."""
        try:
            await contacto.cambiar_telefono(portal, request.user, data.telefono, idioma=tag())
        except DatoInvalido as error:
            return await _pagina(portal, request, error=error, tecleado={"telefono": visible(data.telefono)})
        return Redirect("/cuenta?hecho=telefono", status_code=303)

    @post("/sesiones/{sid:str}/cerrar", status_code=303)
    async def cerrar_sesion(self, request: Peticion, portal: PortalDep, sid: FromPath[str]) -> Redirect:
        """Ends one of the own sessions, on every device."""
        await sesiones.cerrar(portal, request.user, sid)
        return Redirect("/cuenta?hecho=sesion", status_code=303)

    @post("/sesiones/cerrar-otras", status_code=303)
    async def cerrar_otras(self, request: Peticion, portal: PortalDep) -> Redirect:
        """Ends every session but this one."""
        await sesiones.cerrar_otras(portal, request.user)
        return Redirect("/cuenta?hecho=otras", status_code=303)

    @post("/tema", status_code=303)
    async def tema(self, portal: PortalDep, data: URLEncodedBody[Tema]) -> Redirect:
        """Remembers light or dark on this device; `sistema` forgets it."""
        recordado = theme.cookie(portal.settings, data.tema)
        return Redirect("/cuenta?hecho=tema", status_code=303, cookies=[recordado])


async def _pagina(
    portal: Portal,
    request: Peticion,
    *,
    hecho: str = "",
    error: DatoInvalido | None = None,
    status: int = 422,
    espera: int = 0,
    tecleado: Mapping[str, str] | None = None,
) -> Template:
    contexto = {
        "pagina": "cuenta",
        "enlaces": await owner.vivos(portal, request.user) if request.user.documento else [],
        "quienes": await grants.quienes(portal, request.user) if request.user.documento else [],
        "propio": await contacto.mio(portal, request.user),
        "tecleado": tecleado or {},
        "sesiones": await sesiones.abiertas(portal, request.user),
        "con_factor": request.user.factores > 0,
        "hecho": hecho,
        "HECHOS": pagina.EN_LA_CUENTA,
        "NAVEGADOR": en_palabras,
        "minimo": minimo(request.user.rol, con_factor=request.user.factores > 0),
        "tema_elegido": theme.chosen(request.cookies),
        "error": error,
    }
    return Template(
        "pages/cuenta.html",
        context=contexto,
        status_code=status if error else 200,
        headers={"Retry-After": str(espera)} if espera else {},
    )
