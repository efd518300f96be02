"""What no request may be, whatever its route: the outermost layer, for servers that have no proxy before them."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias, cast
from urllib.parse import unquote_to_bytes, urlsplit

from litestar import Request
from litestar.exceptions import HTTPException
from litestar.types import ASGIApp, HTTPScope, Receive, Scope, Send
from litestar.types.asgi_types import HTTPReceiveMessage

from portal.errors import NoDisponible
from portal.readable import texto_limpio

DIRECCION = 4 * 1024
TRAMO = 255
CABECERA = 8 * 1024
CABECERAS = 32 * 1024
CUANTAS = 100
UNICAS = (b"host", b"authorization", b"content-type", b"content-length", b"idempotency-key")
SITIO = re.compile(r"(?:[0-9A-Za-z._-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]+)?")
PLAZO_CUERPO_S = 10.0
# Bytes that make the term a second longer: the largest form that a route takes has a minute more.
RITMO = 64 * 1024
# nginx's own number for a client that left: nobody reads the answer, the log tells it from a mistake.
SE_FUE = 499
# Each waits for a few others at most: beyond it, a quick "later" is better than a slow answer for everybody.
A_LA_VEZ = 200

Responder: TypeAlias = Callable[[Request[Any, Any, Any], Exception], Any]


class Limites:
    """Sizes, one Host, a readable path, and a body that comes in time. `plazo` is in seconds, for the whole body.

    No more than `a_la_vez` requests are answered at the same time.
    """

    def __init__(
        self, siguiente: ASGIApp, responder: Responder, plazo: float = PLAZO_CUERPO_S, a_la_vez: int = A_LA_VEZ
    ) -> None:
        self._siguiente = siguiente
        self._responder = responder
        self._plazo = plazo
        self._lugares = a_la_vez

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            _revisar(cast("HTTPScope", scope))  # the portal has no websockets
            if not self._lugares:
                raise NoDisponible("saturado", "Hay demasiados pedidos en este momento: probá de nuevo.", 2)
        except (HTTPException, NoDisponible) as error:
            peticion: Request[Any, Any, Any] = Request(scope, receive, send)
            respuesta = self._responder(peticion, error).to_asgi_response(request=peticion, app=None)
            await cast("ASGIApp", respuesta)(scope, receive, send)
            return
        self._lugares -= 1
        try:
            await self._siguiente(scope, _con_plazo(receive, self._plazo), send)
        finally:
            self._lugares += 1


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


def _con_plazo(receive: Receive, plazo: float) -> Receive:
    """A body that drips is given up: the server itself waits for ever. One that comes at a modem's pace is waited for,
    as long as it comes. What comes after the body has no term."""
    limite = asyncio.get_running_loop().time() + plazo
    completo = False

    async def recibir() -> HTTPReceiveMessage:
        nonlocal completo, limite
        if completo:
            return await cast("Callable[[], Awaitable[HTTPReceiveMessage]]", receive)()
        try:
            async with asyncio.timeout_at(limite):
                mensaje = await cast("Callable[[], Awaitable[HTTPReceiveMessage]]", receive)()
        except TimeoutError as error:
            raise HTTPException(status_code=408, headers={"Connection": "close"}) from error
        if mensaje["type"] == "http.disconnect":
            raise HTTPException(status_code=SE_FUE, detail="the client left")
        completo = not mensaje.get("more_body", False)
        limite += len(mensaje.get("body", b"")) / RITMO
        return mensaje

    return cast("Receive", recibir)
