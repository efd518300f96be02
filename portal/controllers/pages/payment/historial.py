"""What this person paid, newest first."""

from typing import Annotated, TypeAlias

from litestar import Controller, get
from litestar.params import QueryParameter
from litestar.response import Template

from portal.controllers import Peticion, PortalDep
from portal.operations.payment import pagos
from portal.rules.access.permisos import Acto
from portal.web.policies import para

Desde: TypeAlias = Annotated[int | None, QueryParameter(ge=1, le=10**15)]


class HistorialPages(Controller):
    """Own attempts of every state: a rejected one is part of the story too."""

    path = "/historial"
    include_in_schema = False

    @get("/", opt=para(Acto.VER_PAGOS))
    async def historial(self, request: Peticion, portal: PortalDep, desde: Desde = None) -> Template:
        """A page of them; `desde` is the id where it begins."""
        pagina = await pagos.listar(portal, request.user, desde=desde)
        contexto = {"pagina": "historial", "pagos": pagina.pagos, "siguiente": pagina.siguiente, "desde": desde}
        return Template("pages/historial.html", context=contexto)
