"""What a browser keeps for signing in: that somebody did it there before, and a sign-in that lacks its second step."""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

import jwt
from litestar.datastructures import Cookie

from portal.settings import Settings
from portal.structs.usuarios import Equipo

TIPO = "disp+jwt"
DURA = timedelta(days=180)
# People of one house share a browser.
CUENTAS = 5
# As long as the half-done sign-in that it carries.
PASO_S = 300


def nombre(settings: Settings) -> str:
    """Over https the browser itself keeps the cookie to this host and path."""
    return "__Host-disp" if settings.con_https else "disp"


def leer(settings: Settings, cookies: Mapping[str, str], ahora: datetime) -> Equipo | None:
    """The browser, where its cookie is ours and in time; any other is none."""
    try:
        entero = jwt.decode_complete(
            cookies.get(nombre(settings), ""),
            settings.secret_key,
            algorithms=[settings.algorithm],
            audience=settings.token_audience,
            issuer=settings.token_issuer,
            # Time is judged on the portal's clock.
            options={"require": ["exp", "jti"], "verify_exp": False, "verify_iat": False, "verify_nbf": False},
        )
        dicho = entero["payload"]
        if entero["header"].get("typ") != TIPO or int(dicho["exp"]) <= ahora.timestamp():
            return None
        return Equipo(numero=str(dicho["jti"]), cuentas=tuple(map(str, dicho["cuentas"]))[:CUENTAS])
    except (jwt.PyJWTError, ValueError, TypeError, KeyError):
        return None


def galleta(settings: Settings, equipo: Equipo | None, cuenta: str, ahora: datetime) -> Cookie:
    """The cookie of a browser where that account has just signed in, for half a year from then. Strict: it is read only
    where our own form is posted."""
    antes = equipo or Equipo(numero=secrets.token_urlsafe(16))
    cuentas = [cuenta, *(otra for otra in antes.cuentas if otra != cuenta)][:CUENTAS]
    valor = jwt.encode(
        {
            "iss": settings.token_issuer,
            "aud": settings.token_audience,
            "jti": antes.numero,
            "exp": int((ahora + DURA).timestamp()),
            "cuentas": cuentas,
        },
        settings.secret_key,
        algorithm=settings.algorithm,
        headers={"typ": TIPO},
    )
    return Cookie(
        key=nombre(settings),
        value=valor,
        max_age=int(DURA.total_seconds()),
        path="/",
        httponly=True,
        secure=settings.con_https,
        samesite="strict",
    )


def paso(settings: Settings, cookies: Mapping[str, str]) -> str:
    """The half-done sign-in that the browser brings, sealed; '' for none."""
    return cookies.get(nombre_de_paso(settings), "")


def nombre_de_paso(settings: Settings) -> str:
    """Over https the browser itself keeps the cookie to this host and path."""
    return "__Host-paso" if settings.con_https else "paso"


def galleta_de_paso(settings: Settings, sellado: str) -> Cookie:
    """The cookie that binds a half-done sign-in to the browser that began it; an empty one forgets it."""
    return Cookie(
        key=nombre_de_paso(settings),
        value=sellado,
        max_age=PASO_S if sellado else 0,
        path="/",
        httponly=True,
        secure=settings.con_https,
        samesite="strict",
    )
