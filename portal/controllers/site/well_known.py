"""What browsers, robots and those who look for faults ask of any site, at the addresses that they all know."""

from datetime import timedelta
from pathlib import Path

from litestar import Controller, MediaType, get
from litestar.datastructures import CacheControlHeader
from litestar.response import Response

from portal.controllers import PortalDep
from portal.errors import NoEncontrado
from portal.web.policies import PUBLICA

ICON = Path(__file__).parent.parent.parent / "static" / "favicon.ico"
# The pages that a search may show, whole: an address with more to it is somebody's.
FOUND = ("/ingreso$", "/ayuda$", "/privacidad$")
DAY = CacheControlHeader(public=True, max_age=86_400)
# RFC 9116 asks for less than a year; whoever keeps a copy looks again.
VALID = timedelta(days=180)


class WellKnown(Controller):
    """Of neither door: they are the same for everybody, whatever they carry."""

    include_in_schema = False
    cache_control = DAY
    opt = PUBLICA

    @get("/favicon.ico", media_type="image/vnd.microsoft.icon", sync_to_thread=False)
    def icon(self) -> bytes:
        """For whoever does not read the page's own link, or has no page."""
        return ICON.read_bytes()

    @get("/robots.txt", media_type=MediaType.TEXT, sync_to_thread=False)
    def robots(self) -> str:
        """What says nothing of anybody may be found; every other page is somebody's, and addresses hold codes."""
        found = [f"Allow: {path}" for path in (*FOUND, "/static/", "/favicon.ico")]
        return "\n".join(["User-agent: *", *found, "Disallow: /", ""])

    @get("/.well-known/security.txt", sync_to_thread=False)
    def whom_to_tell(self, portal: PortalDep) -> Response[str]:
        """RFC 9116, where the company said whom to tell. Raises NoEncontrado elsewhere."""
        contact, base = portal.settings.contacto_seguridad, portal.settings.url_publica.rstrip("/")
        if not contact:
            raise NoEncontrado("no-existe")
        expires = (portal.clock() + VALID).replace(hour=0, minute=0, second=0, microsecond=0)
        lines = [
            f"Contact: {contact}",
            f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
            "Preferred-Languages: es, en",
            *([f"Canonical: {base}/.well-known/security.txt"] if base.startswith("https://") else []),
        ]
        return Response("\n".join([*lines, ""]), media_type=MediaType.TEXT)
