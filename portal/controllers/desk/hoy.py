"""Where the staff come in: what waits for somebody, and what the last days brought."""

from litestar import Controller, get, post
from litestar.response import Redirect, Template

from portal.controllers import Peticion, PortalDep
from portal.controllers.desk import bars
from portal.money import GUARANI
from portal.operations.desk import hoy
from portal.rules.access.permisos import Acto
from portal.web.policies import para


class OperadorHoyPages(Controller):
    """Sums and numbers, of nobody."""

    path = "/operador"
    include_in_schema = False

    @get("/", opt=para(Acto.VER_TODOS))
    async def ver(self, request: Peticion, portal: PortalDep) -> Template:
        """What there is to do, each a way to where it is done."""
        visto = await hoy.ver(portal, request.user)
        datos = {
            "pagina": "operador-hoy",
            "visto": visto,
            "hoy": visto.dias[-1],
            "barras": bars.de([dia.neto(GUARANI.codigo) for dia in visto.dias]),
        }
        return Template("pages/operador_hoy.html", context=datos)

    @post("/", opt=para(Acto.VER_TODOS), status_code=303)
    async def antes(self) -> Redirect:
        """Customers were looked for here: a form that was left open finds where they are now."""
        return Redirect("/operador/clientes", status_code=303)
