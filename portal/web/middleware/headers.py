"""Security headers on every answer, errors included."""

from base64 import b64encode
from hashlib import sha256

from litestar.types import Message, Scope

from portal.settings import Settings
from portal.web.auth import RESTA
from portal.web.rendering import entorno

BASE = "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
CSP = (
    f"{BASE}; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'"
)
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
# Their address is a secret: where a page leads to learns whence somebody comes and no more. With no-referrer an older
# browser would not tell the origin of a form either, and nobody could send one.
CON_ENLACE = ("/primer-acceso/", "/alta/", "/clave/", "/correo/", "/invitado/")
HSTS = "max-age=63072000; includeSubDomains"
NO_SE_GUARDA = (b"cache-control", b"no-store, private")
FIJAS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}


class Cabeceras:
    """A before_send hook: unlike response_headers it also reaches errors and unmatched routes. No handler sets any of
    these but Cache-Control."""

    def __init__(self, settings: Settings) -> None:
        fijas = FIJAS | ({"Strict-Transport-Security": HSTS} if settings.produccion else {})
        por_ruta = {"/docs": CSP_DOCS, "/redoc": CSP_DOCS}
        if not settings.produccion:
            por_ruta["/correos/"] = _con_las_reglas_de_una_carta()
        if settings.pasarela == "bancard":
            por_ruta["/bancard/"] = BANCARD.format(base=BASE, host=settings.bancard)
        comunes = fijas | {"Content-Security-Policy": CSP}
        self._comunes = _crudas(comunes)
        self._por_ruta = {
            prefijo: _crudas(fijas | {"Content-Security-Policy": csp}) for prefijo, csp in por_ruta.items()
        } | dict.fromkeys(CON_ENLACE, _crudas(comunes | {"Referrer-Policy": "strict-origin"}))

    async def __call__(self, message: Message, scope: Scope) -> None:
        if message["type"] != "http.response.start":
            return
        ruta = scope["path"]
        suyas = next((suyas for prefijo, suyas in self._por_ruta.items() if ruta.startswith(prefijo)), self._comunes)
        dichas = [*message["headers"], *suyas]
        if not any(nombre.lower() == b"cache-control" for nombre, _ in dichas):
            dichas.append(NO_SE_GUARDA)
        if resta := scope.get("state", {}).get(RESTA):
            dichas.append((b"sesion-resta", str(resta).encode()))
        message["headers"] = dichas


def _con_las_reglas_de_una_carta() -> str:
    """A mail brings its own rules, which are a template of ours: named by what they say, so that no others come in."""
    reglas = entorno().get_template("mail/carta.css").render()
    return CSP.replace("style-src", f"style-src 'sha256-{b64encode(sha256(reglas.encode()).digest()).decode()}'")


def _crudas(cabeceras: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(nombre.lower().encode(), valor.encode()) for nombre, valor in cabeceras.items()]
