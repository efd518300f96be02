"""One error, said by each door: problem+json, an htmx notice, or a page."""

from typing import Any, TypeAlias
from urllib.parse import quote, urlencode, urlsplit

import msgspec
import structlog
from litestar import Request, Response
from litestar.plugins.htmx import HTMXTemplate
from litestar.response import Redirect, Template

from portal.errors import Ajeno, EnVerificacion, FactorPendiente, NoAutenticado, NoPermitido, PruebaVencida
from portal.structs.usuarios import Actor
from portal.web.doors import es_api
from portal.web.language import translations
from portal.web.problems import Dicho, decir, miembros

Answer: TypeAlias = Response[object] | Template | HTMXTemplate

PROBLEMA = "application/problem+json"
FALLA_NUESTRA = 500
NO_DISPONIBLE = 503
ORIGENES = 5
# What the page to sign in says besides, by why nobody is signed in.
INACTIVA = "inactiva"
HECHOS = {"sesion-inactiva": INACTIVA}
# Where a request keeps the refusal that is to be written down.
NEGADO = "negado"

log = structlog.get_logger()


def responder(request: Request[Actor | None, None, object], error: Exception) -> Answer:  # type: ignore[type-var]
    """The application's only exception handler."""
    recordar(request, error)
    dicho = decir(error, translations())
    if dicho.problema.status == FALLA_NUESTRA:
        log.error("error no previsto", id=dicho.problema.id, exc_info=error)
    if dicho.problema.status == NO_DISPONIBLE:
        log.warning("no_disponible", codigo=dicho.problema.codigo, causa=_causa(error), origen=_origen(error))
    if es_api(request.scope):
        return _json(request, dicho, error)
    es_htmx = request.headers.get("hx-request") == "true"
    if (otra := _a_otra_pagina(request, error, es_htmx=es_htmx)) is not None:
        return otra
    cabeceras = {nombre: valor for nombre, valor in dicho.cabeceras.items() if nombre != "WWW-Authenticate"}
    if es_htmx:
        return HTMXTemplate(
            template_name="fragments/aviso.html",
            context={"problema": dicho.problema},
            status_code=dicho.problema.status,
            re_target="#aviso",
            re_swap="outerHTML",
            headers=cabeceras,
        )
    return Template(
        "pages/error.html", context={"problema": dicho.problema}, status_code=dicho.problema.status, headers=cabeceras
    )


def _a_otra_pagina(
    request: Request[Actor | None, None, object],  # type: ignore[type-var]
    error: Exception,
    *,
    es_htmx: bool,
) -> Response[object] | None:
    """Where a person goes on after an error that another page mends, or tells better."""
    match error:
        case NoAutenticado():
            return _a_ingresar(request, es_htmx=es_htmx, hecho=HECHOS.get(error.codigo, ""))
        case PruebaVencida():
            return _a_confirmar(request, es_htmx=es_htmx)
        case FactorPendiente():
            return _ir("/cuenta/factores", es_htmx=es_htmx)
        case EnVerificacion():
            return Redirect(f"/comprobantes/{quote(error.cod_transaccion, safe='')}", status_code=303)
        case _:
            return None


def _causa(error: Exception) -> str:
    """What it was, for whoever runs the portal: an unknown outcome has a cause that its public sentence leaves out."""
    return str(error) or type(error).__name__


def _origen(error: BaseException) -> list[str]:
    """The kinds of the errors under it, outermost first, and SQLite's name of the last; never their texts."""
    cadena: list[str] = []
    actual = error.__cause__
    while actual is not None and len(cadena) < ORIGENES:
        cadena.append(getattr(actual, "sqlite_errorname", type(actual).__name__))
        actual = actual.__cause__
    return cadena


def recordar(request: Request[Any, Any, Any], error: Exception) -> None:
    """Leaves what the audit should know of where middleware/denials finds it, once the answer is out."""
    if isinstance(error, NoPermitido | Ajeno):
        request.scope.setdefault("state", {})[NEGADO] = error


def cuerpo(error: Exception, ruta: str) -> bytes:
    """The problem as JSON, with the members that the seed's clients read of that path."""
    return _cuerpo(decir(error, translations()), error, ruta)


def _cuerpo(dicho: Dicho, error: Exception, ruta: str) -> bytes:
    propios: dict[str, object] = msgspec.to_builtins(dicho.problema)
    return msgspec.json.encode(propios | miembros(ruta, dicho.problema, error))


def _json(request: Request[Actor | None, None, object], dicho: Dicho, error: Exception) -> Response[object]:  # type: ignore[type-var]
    return Response(
        _cuerpo(dicho, error, request.scope["path"]),
        media_type=PROBLEMA,
        status_code=dicho.problema.status,
        headers=dicho.cabeceras,
    )


def _a_ingresar(
    request: Request[Actor | None, None, object],  # type: ignore[type-var]
    *,
    es_htmx: bool,
    hecho: str,
) -> Response[object]:
    """To sign in, and back to the page afterwards: that of a form where it was sent, that of a fragment where it is
    shown."""
    if es_htmx:
        destino = _sin_sitio(request.headers.get("hx-current-url", ""))
        return Response("", status_code=401, headers={"HX-Redirect": _ingreso(destino, hecho)})
    aqui = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    pagina = aqui if request.method == "GET" else _sin_sitio(request.headers.get("referer", ""))
    return Redirect(_ingreso(pagina, hecho), status_code=303)


def _a_confirmar(request: Request[Actor | None, None, object], *, es_htmx: bool) -> Response[object]:  # type: ignore[type-var]
    """To prove it again. A form goes along (307 repeats it there), and comes back the same way once it was proved; of a
    fragment, only the page."""
    aqui = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    if es_htmx or request.method == "GET":
        pagina = _sin_sitio(request.headers.get("hx-current-url", "")) if es_htmx else aqui
        return _ir(f"/confirmar?{urlencode({'siguiente': pagina})}", es_htmx=es_htmx)
    pagina = _sin_sitio(request.headers.get("referer", ""))
    return Redirect(f"/confirmar/pedido?{urlencode({'accion': aqui, 'siguiente': pagina})}", status_code=307)


def _ir(destino: str, *, es_htmx: bool) -> Response[object]:
    if es_htmx:
        return Response("", status_code=403, headers={"HX-Redirect": destino})
    return Redirect(destino, status_code=303)


def _sin_sitio(direccion: str) -> str:
    """An address's path and query; '' where it is none."""
    try:
        partes = urlsplit(direccion)
    except ValueError:
        return ""
    return partes.path + (f"?{partes.query}" if partes.query else "")


def _ingreso(destino: str, hecho: str) -> str:
    campos = {"siguiente": destino if destino != "/" else "", "hecho": hecho}
    consulta = urlencode({nombre: valor for nombre, valor in campos.items() if valor})
    return f"/ingreso?{consulta}" if consulta else "/ingreso"
