"""Security headers on every answer, errors included."""

from litestar.datastructures import MutableScopeHeaders
from litestar.types import Message, Scope

from portal.settings import Settings

BASE = "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
CSP = f"{BASE}; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'"
# Swagger UI and ReDoc write their own styles and start from an inline script; they hold nothing of anybody.
CSP_DOCS = (
    f"{BASE}; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self' blob:"
)
# Bancard's script opens Bancard's frame and asks it for its styles; nothing else of any page is another's.
BANCARD = (
    "{base}; script-src 'self' {host}; frame-src {host}; connect-src 'self' {host}; style-src 'self'; img-src 'self'; "
    "font-src 'self'"
)
FIJAS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}


class Cabeceras:
    """A before_send hook: unlike response_headers it also reaches errors and unmatched routes."""

    def __init__(self, settings: Settings) -> None:
        self._fijas = dict(FIJAS)
        self._por_ruta = {"/docs": CSP_DOCS, "/redoc": CSP_DOCS}
        if settings.pasarela == "bancard":
            self._por_ruta["/bancard/"] = BANCARD.format(base=BASE, host=settings.bancard)
        if settings.produccion:
            self._fijas["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"

    async def __call__(self, message: Message, scope: Scope) -> None:
        if message["type"] != "http.response.start":
            return
        cabeceras = MutableScopeHeaders.from_message(message)
        ruta = scope["path"]
        cabeceras["Content-Security-Policy"] = next(
            (csp for prefijo, csp in self._por_ruta.items() if ruta.startswith(prefijo)), CSP
        )
        for nombre, valor in self._fijas.items():
            cabeceras[nombre] = valor
        cabeceras.setdefault("Cache-Control", "no-store, private")
