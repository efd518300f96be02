"""Signing in and out of the pages."""

import re
from urllib.parse import urlencode, urlsplit

from litestar import Controller, get, post
from litestar.params import FromQuery, URLEncodedBody
from litestar.response import Redirect, Template
from msgspec import Struct

from portal.controllers import Peticion, PortalDep
from portal.errors import DemasiadosIntentos, NoAutenticado
from portal.inputs.identity import visible
from portal.operations.access import ingreso, throttle
from portal.operations.factors import pending
from portal.structs.usuarios import Rol
from portal.texts.es import alta
from portal.web import auth, device, language
from portal.web.language import translations
from portal.web.policies import PUBLICA, SIN_FACTOR
from portal.web.responder import INACTIVA

INICIO = {Rol.CLIENTE: "/deudas", Rol.OPERADOR: "/operador"}
LARGO_DESTINO = 500
AJENO = re.compile(r"[\x00-\x20\x7f\\]")


class FormularioIngreso(Struct):
    """The sign-in form; empty by default, so that a missing box is told in our words."""

    usuario: str = ""
    clave: str = ""
    siguiente: str = ""


def destino_propio(siguiente: str) -> str | None:
    """The path to go back to after signing in, or None where it could lead to another site."""
    if not siguiente.startswith("/") or siguiente.startswith("//") or AJENO.search(siguiente):
        return None
    partes = urlsplit(siguiente)
    return None if partes.scheme or partes.netloc or len(siguiente) > LARGO_DESTINO else siguiente


def destino(rol: Rol, siguiente: str) -> str:
    """Where whoever signed in goes on."""
    return destino_propio(siguiente) or INICIO[rol]


class IngresoPages(Controller):
    """Public, but leaving."""

    include_in_schema = False

    @get("/ingreso", opt=PUBLICA)
    async def formulario(
        self, request: Peticion, siguiente: FromQuery[str] = "", hecho: FromQuery[str] = ""
    ) -> Template | Redirect:
        """The form; in the demonstration, with the accounts to try. hecho: what was just done without signing in.

        Whoever is signed in goes on: a tab that asked by the cookie of before, while another tab had it renewed, was
        sent here.
        """
        if request.user and hecho in ("", INACTIVA):
            return Redirect(destino(request.user.rol, siguiente), status_code=303)
        return formulario(request, FormularioIngreso(siguiente=siguiente), hecho=hecho)

    @post("/ingreso", opt=PUBLICA, status_code=200)
    async def entrar(
        self, request: Peticion, portal: PortalDep, data: URLEncodedBody[FormularioIngreso]
    ) -> Template | Redirect:
        """A session, or the way to the second step; the same words for a wrong name and a wrong password."""
        equipo = device.leer(portal.settings, request.cookies, portal.clock())
        try:
            usuario, sesion = await ingreso.entrar(
                portal,
                data.usuario,
                data.clave,
                puerta="pagina",
                agente=request.headers.get("user-agent", ""),
                ip=request.client.host if request.client else "",
                equipo=equipo,
                reemplaza=request.user,
            )
        except NoAutenticado as error:
            return formulario(request, data, error=error.en(translations()), status=401)
        except DemasiadosIntentos as error:
            return formulario(request, data, error=error.en(translations()), status=429, espera=error.reintentar_en)
        if sesion is None:
            pendiente = pending.sellar(portal, pending.nuevo(portal, usuario))
            paso = device.galleta_de_paso(portal.settings, pendiente)
            siguiente = urlencode({"siguiente": destino_propio(data.siguiente) or ""})
            return Redirect(f"/ingreso/paso?{siguiente}", status_code=303, cookies=[paso])
        cuenta = throttle.cuenta_de(portal.settings, usuario.usuario)
        galletas = [
            auth.galleta(portal.settings, sesion),
            device.galleta(portal.settings, equipo, cuenta, portal.clock()),
            *language.of_account(portal.settings, usuario.idioma),
        ]
        return Redirect(destino(usuario.rol, data.siguiente), status_code=303, cookies=galletas)

    @get("/sesion", opt=SIN_FACTOR, status_code=204)
    async def seguir(self) -> None:
        """Somebody is there: whoever asks was seen, and every answer says until when."""

    @post("/salir", opt=SIN_FACTOR, status_code=303)
    async def salir(self, request: Peticion, portal: PortalDep) -> Redirect:
        """Ends the session on the server too."""
        await ingreso.salir(portal, request.user)
        return Redirect(
            "/ingreso",
            status_code=303,
            cookies=[auth.sin_galleta(portal.settings)],
            # Not "cookies": the browser stays known, and keeps light or dark.
            headers={"Clear-Site-Data": '"cache", "storage"'},
        )


def formulario(
    request: Peticion,
    tecleado: FormularioIngreso,
    *,
    hecho: str = "",
    error: str = "",
    status: int = 200,
    espera: int = 0,
) -> Template:
    """The sign-in page; the password that was typed never comes back in it. The lifespan says which accounts to
    show, and whether passkeys work here."""
    contexto = {
        "pagina": "ingreso",
        "usuario": visible(tecleado.usuario),
        "siguiente": destino_propio(tecleado.siguiente) or "",
        "aviso": alta.EN_EL_INGRESO.get(hecho, ""),
        "error": error,
        "cuentas_demo": request.app.state.get("cuentas_demo", ()),
        "con_passkeys": request.app.state.get("con_passkeys", False),
    }
    cabeceras = {"Retry-After": str(espera)} if espera else {}
    return Template("pages/ingreso.html", context=contexto, status_code=status, headers=cabeceras)
