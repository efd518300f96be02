"""An error as RFC 9457 problem details, in Spanish, without anything that came in the request."""

import re
import unicodedata
from gettext import NullTranslations
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from litestar.exceptions import HTTPException, ValidationException
from msgspec import Struct

from portal import errors
from portal.texts.catalogue import say
from portal.texts.languages import SPANISH
from portal.texts.named import datos
from portal.texts.statuses import SENTENCES, TITLES, TITLES_BY_CODE, UNKNOWN
from portal.web import wire
from portal.web.to_wire import instante
from portal.web.wire import Problema

ESTADOS: dict[type[errors.PortalError], int] = {
    errors.NoEncontrado: HTTPStatus.NOT_FOUND,
    errors.NoAutenticado: HTTPStatus.UNAUTHORIZED,
    errors.NoPermitido: HTTPStatus.FORBIDDEN,
    errors.PruebaVencida: HTTPStatus.FORBIDDEN,
    errors.FactorPendiente: HTTPStatus.FORBIDDEN,
    errors.ConcesionDesconocida: HTTPStatus.BAD_REQUEST,
    errors.AlcanceDesconocido: HTTPStatus.BAD_REQUEST,
    errors.CredencialDoble: HTTPStatus.BAD_REQUEST,
    errors.DatoInvalido: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.Rechazo: HTTPStatus.CONFLICT,
    errors.EnVerificacion: HTTPStatus.ACCEPTED,
    errors.EnCurso: HTTPStatus.CONFLICT,
    errors.ClaveReutilizada: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.DemasiadosIntentos: HTTPStatus.TOO_MANY_REQUESTS,
    errors.QuotaAgotada: HTTPStatus.TOO_MANY_REQUESTS,
    errors.Ocupado: HTTPStatus.CONFLICT,
    errors.NoDisponible: HTTPStatus.SERVICE_UNAVAILABLE,
}
# Litestar tells the name of a parameter that is missing in its sentence alone, and of the first one only.
FALTANTE = re.compile(r"^Missing required \w+ parameter '(\w+)'")


class DeLaSemilla(Struct, frozen=True):
    """What the seed's clients read of a route: the members of its code and its sentence, and the others of its answer.
    An old client reads nothing else, whatever went wrong."""

    forma: type[Problema]
    codigo: str
    frase: str
    otros: dict[str, object] = {}


SEMILLA = {
    "/consulta/deuda-cliente": DeLaSemilla(wire.RechazoApi, "codresp", "descresp"),
    "/carrito/agregar": DeLaSemilla(wire.RechazoCarrito, "codresp", "descreps", {"comision": 0}),
    "/pago": DeLaSemilla(wire.RechazoPago, "cod_resp", "desc_resp", {"mod_fact": ""}),
    "/anulacion": DeLaSemilla(wire.RechazoAnulacion, "cod_resp", "desc_resp"),
}


# RFC 6749, 5.2. What is no fault of the request has no name there.
OAUTH: dict[int, str] = {
    HTTPStatus.BAD_REQUEST: "invalid_request",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "invalid_request",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "invalid_request",
    HTTPStatus.UNPROCESSABLE_ENTITY: "invalid_request",
    HTTPStatus.UNAUTHORIZED: "invalid_grant",
    HTTPStatus.FORBIDDEN: "unauthorized_client",
}


# Of the same status as others.
OAUTH_POR_CLASE: dict[type[errors.PortalError], str] = {
    errors.ConcesionDesconocida: "unsupported_grant_type",
    errors.AlcanceDesconocido: "invalid_scope",
    errors.CredencialRechazada: "invalid_client",
}


class Dicho(Struct, frozen=True):
    """A problem with the headers that go with it."""

    problema: Problema
    cabeceras: dict[str, str]


def estado_de(error: errors.PortalError | None) -> int:
    """The status of a page that tells the error beside what was typed; 200 without one."""
    if error is None:
        return HTTPStatus.OK
    return next(estado for clase, estado in ESTADOS.items() if isinstance(error, clase))


def decir(error: Exception, idioma: NullTranslations = SPANISH) -> Dicho:
    """The problem that tells an error. One that nobody expected gets an id to look for in the log, and no detail."""
    match error:
        case errors.PortalError():
            return _del_negocio(error, idioma)
        case ValidationException():
            return _mal_formada(error, idioma)
        case HTTPException() if error.status_code < HTTPStatus.INTERNAL_SERVER_ERROR or error.status_code in SENTENCES:
            estado = error.status_code
            frase = idioma.gettext(SENTENCES[estado]) if estado in SENTENCES else say("peticion-invalida", (), idioma)
            cabeceras = {n.title(): v for n, v in (error.headers or {}).items() if n.title() in ("Allow", "Connection")}
            return Dicho(_problema(idioma, estado, "peticion-invalida", frase), cabeceras)
        case errors.ResultadoDesconocido():
            return decir(errors.NoDisponible("base-no-disponible", datos(caso="sin-respuesta"), 5), idioma)
        case _:
            numero = uuid4().hex[:12]
            frase = say("error-interno", datos(numero=numero), idioma)
            return Dicho(_problema(idioma, HTTPStatus.INTERNAL_SERVER_ERROR, "error-interno", frase, id=numero), {})


def miembros(ruta: str, problema: Problema, error: Exception | None = None) -> dict[str, object]:
    """The members that a problem of that path has beside its own: those of the seed's route, of OAuth where tokens are
    given, and of a refusal of the business anywhere."""
    if ruta.rstrip("/") == "/token":
        return _de_oauth(problema, error)
    rechazo = error if isinstance(error, errors.Rechazo) else None
    semilla = SEMILLA.get(ruta.rstrip("/"))
    if semilla is None:
        return {"codresp": rechazo.codresp, "descresp": problema.detail} if rechazo else {}
    codresp = rechazo.codresp if rechazo else str(problema.status)
    return {**semilla.otros, "codresp": codresp, semilla.codigo: codresp, semilla.frase: problema.detail}


def _de_oauth(problema: Problema, error: Exception | None) -> dict[str, object]:
    """Its sentence in the few signs that OAuth allows there."""
    suyo = next((nombre for clase, nombre in OAUTH_POR_CLASE.items() if isinstance(error, clase)), None)
    nombre = suyo or OAUTH.get(problema.status)
    llana = unicodedata.normalize("NFKD", problema.detail).encode("ascii", "ignore").decode()
    return {"error": nombre, "error_description": llana} if nombre else {}


def por_estado(estado: int) -> Problema:
    """A refusal that came before any application: of what the server itself can tell."""
    return decir(HTTPException(status_code=estado)).problema


def _problema(idioma: NullTranslations, estado: int, codigo: str, detalle: str, **otros: Any) -> Problema:
    return Problema(
        type="about:blank",
        title=idioma.gettext(TITLES_BY_CODE.get(codigo) or TITLES.get(estado, UNKNOWN)),
        status=estado,
        detail=detalle,
        codigo=codigo,
        **otros,
    )


def _del_negocio(error: errors.PortalError, idioma: NullTranslations) -> Dicho:
    estado = estado_de(error)
    otros: dict[str, object] = {}
    match error:
        case errors.Rechazo():
            otros = {
                "faltan": list(error.faltan),
                "sobran": list(error.sobran),
                "hasta": instante(error.hasta) if error.hasta else "",
                "primero": list(error.primero),
            }
        case errors.DatoInvalido():
            otros = {"campo": error.campo}
    return Dicho(_problema(idioma, estado, error.codigo, error.en(idioma), **otros), _cabeceras(error))


def _cabeceras(error: errors.PortalError) -> dict[str, str]:
    match error:
        case errors.NoAutenticado() | errors.AlcanceInsuficiente():
            return {"WWW-Authenticate": _desafio(error)}
        case errors.EnVerificacion():
            return {"Location": _pago(error.cod_transaccion), "Retry-After": "2"}
        case errors.EnCurso():
            return {"Location": _pago(error.cod_transaccion), "Retry-After": "1"}
        case errors.Pasajero() if error.reintentar_en:  # 0: time alone mends nothing
            return {"Retry-After": str(error.reintentar_en)}
        case _:
            return {}


def _desafio(error: errors.NoAutenticado | errors.AlcanceInsuficiente) -> str:
    """How to show who asks (RFC 6749, 5.2) and what the token lacks (RFC 6750, 3.1)."""
    match error:
        case errors.AlcanceInsuficiente():
            return f'Bearer error="insufficient_scope", scope="{error.alcance}"'
        case errors.CredencialRechazada():
            return 'Basic realm="portal"'
        case _:
            return "Bearer"


def _pago(cod_transaccion: str) -> str:
    # A code may hold "?" or "#", which would end the address.
    return f"/pago/{quote(cod_transaccion, safe='')}"


def _mal_formada(error: ValidationException, idioma: NullTranslations) -> Dicho:
    """Names the fields and says nothing of their values."""
    extra = error.extra if isinstance(error.extra, list) else []
    nombres = [str(cada.get("key", "")) for cada in extra if isinstance(cada, dict)] or FALTANTE.findall(error.detail)
    campos = [nombre for nombre in nombres if nombre.isidentifier() and nombre != "data"]  # Litestar's own for the body
    if not campos:
        return decir(HTTPException(status_code=HTTPStatus.BAD_REQUEST), idioma)
    lista = " y ".join([", ".join(campos[:-1]), campos[-1]] if len(campos) > 1 else campos)
    frase = say("parametro-invalido", datos(campos=lista), idioma)
    return Dicho(_problema(idioma, HTTPStatus.BAD_REQUEST, "parametro-invalido", frase, campo=campos[0]), {})
