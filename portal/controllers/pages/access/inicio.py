"""The address that people type."""

from litestar import Controller, get
from litestar.response import Redirect

from portal.controllers import Peticion
from portal.controllers.pages.access.ingreso import INICIO
from portal.web.policies import CON_SESION


class InicioPages(Controller):
    """Each role begins at its own page."""

    include_in_schema = False

    @get("/", opt=CON_SESION)
    async def inicio(self, request: Peticion) -> Redirect:
        """Where this person works; who is not signed in is led to the form."""
        return Redirect(INICIO[request.user.rol], status_code=303)
