"""The stylesheets, at the addresses of files: what is served is not what is written."""

from litestar import get
from litestar.datastructures import CacheControlHeader
from litestar.response import Response

from portal.controllers import Peticion, PortalDep
from portal.web import stylesheets
from portal.web.policies import PUBLICA

KEPT = CacheControlHeader(max_age=31_536_000, public=True, immutable=True)
ASKED_AGAIN = CacheControlHeader(no_cache=True)


@get(
    [f"/static/{name}" for name in sorted(stylesheets.NAMES)],
    opt=PUBLICA,
    include_in_schema=False,
    sync_to_thread=False,
)
def stylesheet(request: Peticion, portal: PortalDep) -> Response[bytes]:
    """Kept for ever in production, where its address changes with it; in development a change is seen at once."""
    name = request.url.path.rpartition("/")[2]
    final = portal.settings.produccion
    return Response(
        stylesheets.kept(name) if final else stylesheets.built(name),
        media_type="text/css",
        headers={"cache-control": (KEPT if final else ASKED_AGAIN).to_header()},
    )
