"""Which mails a person gets: chosen on a page of their own, or ended by the link that each reminder has."""

from typing import Literal

from litestar import Controller, get, post
from litestar.params import FromPath, FromQuery, URLEncodedBody
from litestar.response import Redirect, Template
from msgspec import Struct

from portal.controllers import Peticion, PortalDep
from portal.errors import NoEncontrado
from portal.operations.mail import preferences
from portal.structs.cartas import ClaseDeCarta
from portal.web.language import tag
from portal.web.policies import CON_SESION, PUBLICA


class Avisos(Struct):
    """A box that is not ticked is not sent."""

    recibo: Literal["", "si"] = ""
    recordatorio: Literal["", "si"] = ""

    def elegidas(self) -> set[ClaseDeCarta]:
        """Those that are wanted."""
        cajas = {ClaseDeCarta.RECIBO: self.recibo, ClaseDeCarta.RECORDATORIO: self.recordatorio}
        return {clase for clase, marcada in cajas.items() if marcada}


class AvisosPages(Controller):
    """The person's own choice."""

    path = "/cuenta/avisos"
    include_in_schema = False
    opt = CON_SESION

    @get("/")
    async def ver(self, request: Peticion, portal: PortalDep, hecho: FromQuery[str] = "") -> Template:
        """Each kind of mail that can be chosen."""
        datos = {"pagina": "cuenta", "quiere": await preferences.ver(portal, request.user), "hecho": hecho}
        return Template("pages/avisos.html", context=datos)

    @post("/", status_code=303)
    async def elegir(self, request: Peticion, portal: PortalDep, data: URLEncodedBody[Avisos]) -> Redirect:
        """These and no other."""
        await preferences.elegir(portal, request.user, data.elegidas(), tag())
        return Redirect("/cuenta/avisos?hecho=guardado", status_code=303)


class BajaPages(Controller):
    """Where the link of a reminder leads: whoever opens it changes nothing, since scanners of mail open links too."""

    path = "/baja/{token:str}"
    include_in_schema = False
    opt = PUBLICA

    @get("/")
    async def ver(self, portal: PortalDep, token: FromPath[str]) -> Template:
        """A button."""
        try:
            preferences.de_quien(portal.settings, token)
        except NoEncontrado as error:
            return Template("pages/baja.html", context={"error": error, "hecha": False, "token": ""}, status_code=404)
        return Template("pages/baja.html", context={"error": None, "hecha": False, "token": token})

    @post("/", status_code=200)
    async def dar(self, portal: PortalDep, token: FromPath[str]) -> Template:
        """No more reminders; a mail reader's own button sends this too (RFC 8058), without a browser."""
        try:
            await preferences.dar_de_baja(portal, token)
        except NoEncontrado as error:
            return Template("pages/baja.html", context={"error": error, "hecha": False, "token": ""}, status_code=404)
        return Template("pages/baja.html", context={"error": None, "hecha": True, "token": token})
