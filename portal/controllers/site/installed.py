"""What makes of the portal an application of the phone, and what it shows without a network."""

from litestar import Controller, Response, get
from litestar.datastructures import CacheControlHeader
from litestar.params import FromQuery
from litestar.response import Template

from portal.texts.es.nombre import PORTAL
from portal.texts.es.pagina import DESCRIPCION
from portal.web.language import speaking, tag, translations
from portal.web.policies import PUBLICA
from portal.web.rendering import CARPETA, asset

HOUR = CacheControlHeader(public=True, max_age=3_600)
# Name, side in pixels, and whether the drawing leaves room for the shape that a phone cuts it to.
ICONS = (("icono-192.png", 192, "any"), ("icono-512.png", 512, "any"), ("icono-entero-512.png", 512, "maskable"))


class Installed(Controller):
    """Of neither door: the same for everybody who reads that language."""

    include_in_schema = False
    opt = PUBLICA

    @get("/manifest.webmanifest", cache_control=HOUR, sync_to_thread=False)
    def manifest(self, idioma: FromQuery[str] = "") -> Response[dict[str, object]]:
        """A browser asks for it without a cookie: the page that names it says the language."""
        with speaking(idioma or tag()):
            said: dict[str, object] = {
                "lang": tag(),
                "name": PORTAL,
                "short_name": PORTAL,
                "description": translations().gettext(DESCRIPCION),
            }
        icons = [
            {"src": asset(name), "sizes": f"{side}x{side}", "type": "image/png", "purpose": purpose}
            for name, side, purpose in ICONS
        ]
        shown: dict[str, object] = {
            "display": "standalone",
            "background_color": "#f4f5f0",
            "theme_color": "#0b5d47",
            "icons": icons,
        }
        where = {"id": "/", "start_url": "/", "scope": "/"}
        return Response(said | where | shown, media_type="application/manifest+json")

    @get("/sw.js", cache_control=HOUR, media_type="text/javascript", sync_to_thread=False)
    def worker(self) -> bytes:
        """At the root, since it answers for pages of the whole portal."""
        return (CARPETA / "static" / "sw.js").read_bytes()

    @get("/sin-conexion", sync_to_thread=False)
    def offline(self, envio: FromQuery[str] = "") -> Template:
        """envio: it was a form that did not come through."""
        return Template("pages/sin_conexion.html", context={"envio": bool(envio)})
