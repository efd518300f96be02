"""Who each route is for: every one declares it in its opt, and a portal that has one which does not is not started."""

from collections.abc import Iterator
from enum import StrEnum
from typing import TypeAlias

from litestar import Litestar
from litestar.handlers import BaseRouteHandler
from litestar.routes import HTTPRoute
from litestar.types import Scope

from portal.errors import FactorPendiente, NoAutenticado
from portal.rules.access import permisos
from portal.rules.access.factores import debe_uno
from portal.rules.access.permisos import Acto
from portal.structs.usuarios import Actor

CLAVE = "politica"
AUTOMATICOS = frozenset({"OPTIONS"})


class Apertura(StrEnum):
    """A route that asks for no act: open to everybody, or to whoever is signed in, or to them also while they owe a
    second factor, which is where it is added."""

    TODOS = "todos"
    CON_SESION = "con-sesion"
    SIN_FACTOR = "sin-factor"


Politica: TypeAlias = Apertura | Acto

PUBLICA: dict[str, object] = {CLAVE: Apertura.TODOS}
CON_SESION: dict[str, object] = {CLAVE: Apertura.CON_SESION}
SIN_FACTOR: dict[str, object] = {CLAVE: Apertura.SIN_FACTOR}


class RutaSinPolitica(Exception):
    """Routes that nobody said who they are for."""


def para(acto: Acto) -> dict[str, object]:
    """The opt of a route that is for whoever may do that."""
    return {CLAVE: acto}


def politica(handler: BaseRouteHandler) -> Politica | None:
    """What it declares, itself or by its controller or router."""
    declarada = handler.opt.get(CLAVE)
    return declarada if isinstance(declarada, (Apertura, Acto)) else None


def es_publica(scope: Scope) -> bool:
    """Whether nobody has to be signed in for the route that matched."""
    return politica(scope["route_handler"]) is Apertura.TODOS


def exigir(scope: Scope, actor: Actor | None) -> None:
    """Raises NoPermitido where that route is not for whoever asks, NoAutenticado where nobody does, FactorPendiente for
    whoever owes a second factor, anywhere but where it is added."""
    declarada = politica(scope["route_handler"])
    if declarada is Apertura.TODOS:
        return
    if actor is None:
        raise NoAutenticado("sin-sesion")
    if declarada is not Apertura.SIN_FACTOR and debe_uno(actor):
        raise FactorPendiente
    if isinstance(declarada, Acto):
        permisos.exigir(actor, declarada)


def rutas(app: Litestar) -> Iterator[tuple[str, str, BaseRouteHandler]]:
    """Method, path as declared, and handler; without the OPTIONS that the framework answers by itself."""
    for ruta in app.routes:
        if not isinstance(ruta, HTTPRoute):  # the portal has no other kind; one that came would have to say it too
            yield "*", ruta.path, ruta.route_handler
            continue
        for handler in ruta.route_handlers:
            for metodo in sorted({str(uno) for uno in handler.http_methods} - AUTOMATICOS):
                yield metodo, ruta.path, handler


def revisar(app: Litestar) -> None:
    """Raises RutaSinPolitica, naming them, where some route declares nothing."""
    mudas = [f"{metodo} {ruta} ({handler})" for metodo, ruta, handler in rutas(app) if politica(handler) is None]
    if mudas:
        raise RutaSinPolitica(f"no policy in the opt of: {', '.join(mudas)}")
