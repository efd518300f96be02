"""The company's logo, at an address that changes with it."""

from litestar import get
from litestar.datastructures import CacheControlHeader
from litestar.params import FromPath
from litestar.response import Response

from portal.controllers import PortalDep
from portal.operations.desk import empresas
from portal.web.middleware.compression import ARCHIVO
from portal.web.policies import PUBLICA

KEPT = CacheControlHeader(max_age=31_536_000, public=True, immutable=True)


@get("/empresa/logo/{huella:str}", opt={**PUBLICA, ARCHIVO: True}, include_in_schema=False)
async def company_logo(portal: PortalDep, huella: FromPath[str]) -> Response[bytes]:
    """Of neither door: the same for everybody, and kept for ever."""
    logo = await empresas.logo(portal, huella)
    return Response(logo.bytes, media_type=logo.tipo, headers={"cache-control": KEPT.to_header()})
