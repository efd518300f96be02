"""Who looked at this person's data, as the audit has it."""

from typing import Annotated, TypeAlias

from litestar import Controller, get
from litestar.params import QueryParameter
from litestar.response import Template

from portal.controllers import Peticion, PortalDep
from portal.operations.books import looks
from portal.rules.access.permisos import Acto
from portal.web.policies import para

Antes: TypeAlias = Annotated[int | None, QueryParameter(ge=1, le=10**15)]


class QuienMiroPages(Controller):
    """For customers: of their own data alone."""

    path = "/cuenta/quien-miro"
    include_in_schema = False

    @get("/", opt=para(Acto.LO_PROPIO))
    async def ver(self, request: Peticion, portal: PortalDep, antes: Antes = None) -> Template:
        """A page, newest first; `antes` is the number below which it begins."""
        pagina = await looks.a_lo_mio(portal, request.user, antes)
        contexto = {"pagina": "cuenta", "filas": pagina.filas, "siguiente": pagina.siguiente, "antes": antes}
        return Template("pages/quien_miro.html", context=contexto)
