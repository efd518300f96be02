"""Confirming an address by the link that was sent there."""

from litestar import Controller, get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from portal.controllers import Peticion, PortalDep
from portal.operations.access import contacto
from portal.web.policies import PUBLICA


class CorreoPages(Controller):
    """Public: mail is often read on another device than the one where the address was typed."""

    path = "/correo/{token:str}"
    include_in_schema = False
    opt = PUBLICA

    @get("/")
    async def pregunta(self, portal: PortalDep, token: FromPath[str]) -> Template:
        """Which address, and a button: looking at the page confirms nothing."""
        enlace = await contacto.mirar_correo(portal, token)
        return Template(
            "pages/correo_nuevo.html",
            context={"pagina": "correo", "token": token, "correo": enlace.datos["correo"]},
        )

    @post("/", status_code=303)
    async def confirmar(self, request: Peticion, portal: PortalDep, token: FromPath[str]) -> Redirect:
        """It is the user's from now on."""
        await contacto.confirmar_correo(portal, token, ip=request.client.host if request.client else "")
        return Redirect("/cuenta?hecho=correo" if request.user else "/ingreso?hecho=correo", status_code=303)
