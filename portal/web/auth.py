"""Who is asking: a token that names a session, carried by the door's own means."""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Any, Protocol, cast
from uuid import uuid4

import jwt
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, HTTPScope, Receive, Scope, Send
from msgspec import structs

from portal.errors import NoAutenticado
from portal.rules.access import inactividad
from portal.rules.access.inactividad import SESION_PAGINA
from portal.rules.access.permisos import puerta_permitida
from portal.settings import Settings
from portal.settings.keyring import SigningKey
from portal.structs.usuarios import Actor, Sesion
from portal.web import policies
from portal.web.doors import es_api
from portal.web.keyring import signing_keys

SEGUROS = frozenset({"GET", "HEAD"})
RECLAMOS = ["exp", "iat", "sub", "aud", "iss", "jti", "sid"]
TIPO = "at+jwt"
# Where a request keeps how long its session lasts from now on.
RESTA = "resta"


def emitir(settings: Settings, sesion: Sesion, *, desde: datetime | None = None) -> str:
    """A signed token: it names the session and nothing of the person. desde: when it is made, where the session was
    there before."""
    hecho = desde or sesion.creada
    clave = signing_keys(settings).signing(hecho)
    return jwt.encode(
        {
            "iss": settings.token_issuer,
            "aud": settings.token_audience,
            "sub": str(sesion.usuario_id),
            "sid": sesion.sid,
            "jti": uuid4().hex,
            "iat": int(hecho.timestamp()),
            "exp": int(sesion.vence.timestamp()),
        },
        clave.clave,
        algorithm=clave.alg,
        headers={"typ": TIPO, "kid": clave.kid},
    )


def dura(sesion: Sesion) -> int:
    """How many seconds its token is good for."""
    return int((sesion.vence - sesion.creada).total_seconds())


def leer(settings: Settings, token: str, ahora: datetime) -> str:
    """The session's number in a token that is ours and in time. Raises NoAutenticado."""
    claves = signing_keys(settings)
    claves.look()
    try:
        clave, tipo, vence, sid = _verificado(settings, claves.edition, token)
        if clave.counts(ahora) and tipo == TIPO and int(vence) > ahora.timestamp() and isinstance(sid, str):
            return sid
    except (jwt.PyJWTError, ValueError, TypeError, KeyError):
        pass  # forged, foreign or mangled: all the same answer
    raise NoAutenticado("sin-sesion")


@lru_cache(maxsize=4096)
def _verificado(settings: Settings, edicion: int, token: str) -> tuple[SigningKey, object, Any, object]:  # noqa: ARG001 - by which it is kept
    """Key, type, end and session of a token whose signature is ours. What was verified once stays so, while the keys
    are the same: only both ends and the session are judged each time. One that is refused raises, and is not kept."""
    clave = signing_keys(settings).named(jwt.get_unverified_header(token).get("kid"))
    if clave is None:
        raise jwt.InvalidKeyError
    entero = jwt.decode_complete(
        token,
        clave.clave,
        algorithms=[clave.alg],
        audience=settings.token_audience,
        issuer=settings.token_issuer,
        # Time is judged by the caller, on the portal's clock.
        options={"require": RECLAMOS, "verify_exp": False, "verify_iat": False, "verify_nbf": False},
    )
    return clave, entero["header"].get("typ"), entero["payload"]["exp"], entero["payload"]["sid"]


def nombre_cookie(settings: Settings) -> str:
    """Over https the browser itself keeps the cookie to this host and path."""
    return "__Host-sesion" if settings.con_https else "sesion"


def galleta(settings: Settings, sesion: Sesion, *, desde: datetime | None = None) -> Cookie:
    """The session's cookie, for a token made as emitir says; Lax, since the customer comes back from the bank by a
    link."""
    queda = sesion.vence - (desde or sesion.creada)
    return _galleta(settings, emitir(settings, sesion, desde=desde), int(queda.total_seconds()))


def sin_galleta(settings: Settings) -> Cookie:
    """The one that forgets it."""
    return _galleta(settings, "", 0)


def _galleta(settings: Settings, valor: str, duracion: int) -> Cookie:
    return Cookie(
        key=nombre_cookie(settings),
        value=valor,
        max_age=duracion,
        path="/",
        httponly=True,
        secure=settings.con_https,
        samesite="lax",
    )


class ActorDe(Protocol):
    """Who acts under a session's number. `basta_vista`: for a request that only looks, a moment ago is soon enough."""

    async def __call__(self, sid: str, *, basta_vista: bool) -> Actor:
        """Raises NoAutenticado where the session ended."""


class Autenticacion(ASGIMiddleware):
    """The API reads only the header and the pages only the cookie: so only pages can be forged from another site."""

    scopes = (ScopeType.HTTP,)

    def __init__(self, settings: Settings, actor_de: ActorDe, clock: Callable[[], datetime]) -> None:
        self._settings = settings
        self._actor_de = actor_de
        self._reloj = clock

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        scope["user"] = None
        # What methods a route has is no secret, and a browser asks for them without credentials.
        publico = policies.es_publica(scope) or cast("HTTPScope", scope)["method"] == "OPTIONS"
        token = self._token(scope)
        if not publico or (token and not es_api(scope)):
            try:
                scope["user"] = await self._actor(scope, token)
            except NoAutenticado:
                if not publico:
                    raise
        if not publico:
            policies.exigir(scope, scope["user"])
        await next_app(scope, receive, send)

    def _token(self, scope: Scope) -> str:
        conexion: ASGIConnection[object, object, object, object] = ASGIConnection(scope)  # type: ignore[type-var]
        if es_api(scope):
            esquema, _, token = conexion.headers.get("authorization", "").partition(" ")
            return token.strip() if esquema.lower() == "bearer" else ""
        return conexion.cookies.get(nombre_cookie(self._settings), "")

    async def _actor(self, scope: Scope, token: str) -> Actor:
        sid = leer(self._settings, token, self._reloj())
        pedido = cast("HTTPScope", scope)
        actor = await self._actor_de(sid, basta_vista=pedido["method"] in SEGUROS)
        puerta = "api" if es_api(scope) else "pagina"
        if actor.puerta != puerta:  # a token that leaked at one door opens nothing at the other
            raise NoAutenticado("sin-sesion")
        puerta_permitida(actor.rol, puerta)
        if puerta == "pagina":
            scope["state"][RESTA] = self._resta(actor)
        return structs.replace(actor, direccion=(pedido["client"] or ("", 0))[0])

    def _resta(self, actor: Actor) -> int:
        """For how many seconds more its page is good, where nothing else is asked for."""
        ahora = self._reloj()
        resta = inactividad.resta(actor.vista or actor.desde, ahora, self._settings.sesion_inactiva(actor.rol))
        if actor.desde:
            resta = min(resta, actor.desde + SESION_PAGINA - ahora)
        return int(resta.total_seconds())
