"""What no request may be, whatever its route: the outermost layer, for servers that have no proxy before them."""

import re
from collections.abc import Callable, Collection
from typing import Any, TypeAlias, cast
from urllib.parse import unquote_to_bytes, urlsplit

from litestar import Request
from litestar.exceptions import HTTPException
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from portal.errors import Pasajero
from portal.inputs.readable import texto_limpio
from portal.web.outer.body import Bodies, Body
from portal.web.outer.places import NO_PLACE, Place, Places

DIRECCION = 4 * 1024
TRAMO = 255
CABECERA = 8 * 1024
CABECERAS = 32 * 1024
CUANTAS = 100
UNICAS = (b"host", b"authorization", b"content-type", b"content-length", b"idempotency-key")
SITIO = re.compile(r"(?:[0-9A-Za-z._-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]+)?")
# A request that was sent before the answer to the one before it was read: the server's protocol says so.
BEHIND = "portal.behind"

Responder: TypeAlias = Callable[[Request[Any, Any, Any], Exception], Any]


class Limites:
    """Sizes, one Host, a readable path, a body that comes whole and in time, and then a place to be worked on.

    The place is given back when the answer begins: whoever is slow to read it holds nobody. `sin_lugar`: the paths
    that whoever watches the portal asks, which need none.
    """

    def __init__(
        self,
        siguiente: ASGIApp,
        responder: Responder,
        *,
        cuerpos: Bodies | None = None,
        lugares: Places | None = None,
        sin_lugar: Collection[str] = (),
    ) -> None:
        self._siguiente = siguiente
        self._responder = responder
        self._cuerpos = cuerpos or Bodies()
        self._lugares = lugares or Places()
        self._sin_lugar = frozenset(sin_lugar)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        pedido = cast("HTTPScope", scope)  # the portal has no websockets
        direccion = (pedido.get("client") or ("",))[0]
        cuerpo: Body | None = None
        try:
            _revisar(pedido)
            cuerpo = await self._cuerpos.read(pedido, receive, direccion)
            if cuerpo is None:
                return  # nobody is there to be answered
            lugar = await self._lugar(pedido, direccion)
        except (HTTPException, Pasajero) as error:
            if cuerpo is not None:
                cuerpo.release()
            peticion: Request[Any, Any, Any] = Request(scope, receive, send)
            respuesta = self._responder(peticion, error).to_asgi_response(request=peticion, app=None)
            await cast("ASGIApp", respuesta)(scope, receive, send)
            return
        except BaseException:
            if cuerpo is not None:
                cuerpo.release()
            raise
        try:
            await self._siguiente(scope, cuerpo.again(receive), _devolviendo(lugar, send))
        finally:
            lugar.give_back()
            cuerpo.release()

    async def _lugar(self, pedido: HTTPScope, direccion: str) -> Place:
        if pedido["path"] in self._sin_lugar:
            return NO_PLACE
        return await self._lugares.take(direccion, behind=BEHIND in (pedido.get("extensions") or ()))


def _devolviendo(lugar: Place, send: Send) -> Send:
    async def enviar(mensaje: Message) -> None:
        lugar.give_back()
        await send(mensaje)

    return enviar


def _revisar(scope: HTTPScope) -> None:
    """Raises HTTPException with the status that says what is too much."""
    cabeceras = scope["headers"]
    largos = [len(nombre) + len(valor) for nombre, valor in cabeceras]
    if len(largos) > CUANTAS or sum(largos) > CABECERAS or max(largos, default=0) > CABECERA:
        raise HTTPException(status_code=431)
    nombres = [nombre for nombre, _ in cabeceras]
    # HTTP/1.0 has no Host, and load balancers ask so.
    sin_host = scope["http_version"] == "1.0" and b"host" not in nombres
    if any(nombres.count(unica) > 1 for unica in UNICAS) or not (
        sin_host or _es_sitio(dict(cabeceras).get(b"host", b""))
    ):
        raise HTTPException(status_code=400)
    ruta = scope["raw_path"]
    if len(ruta) + len(scope["query_string"]) > DIRECCION:
        raise HTTPException(status_code=414)
    # Not every server leaves the query out of it; a router judges that, since only there its names have a meaning.
    if texto_limpio(unquote_to_bytes(ruta.partition(b"?")[0])) is None:
        raise HTTPException(status_code=400)
    if any(len(tramo) > TRAMO for tramo in ruta.split(b"/")):
        raise HTTPException(status_code=404)


def _es_sitio(host: bytes) -> bool:
    """Whether it is a host, with or without a port: of anything else the framework makes no address, and fails."""
    texto = host.decode("latin-1")
    try:
        puerto = urlsplit(f"//{texto}").port
    except ValueError:
        return False
    return SITIO.fullmatch(texto) is not None and puerto != 0
