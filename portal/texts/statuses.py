"""A problem's title by its HTTP status, or by its code, and what it says where no code says more."""

from http import HTTPStatus

from portal.texts.es.label import N_

UNKNOWN = N_("No se puede atender")
TITLES: dict[int, str] = {
    HTTPStatus.ACCEPTED: N_("En verificación"),
    HTTPStatus.BAD_REQUEST: N_("Petición mal formada"),
    HTTPStatus.UNAUTHORIZED: N_("Falta ingresar"),
    HTTPStatus.FORBIDDEN: N_("No está permitido"),
    HTTPStatus.NOT_FOUND: N_("No existe"),
    HTTPStatus.METHOD_NOT_ALLOWED: N_("Así no se abre"),
    HTTPStatus.REQUEST_TIMEOUT: N_("Tardó demasiado"),
    HTTPStatus.CONFLICT: N_("No se puede hacer así"),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: N_("Demasiado grande"),
    HTTPStatus.REQUEST_URI_TOO_LONG: N_("Dirección demasiado larga"),
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: N_("Tipo de contenido no aceptado"),
    HTTPStatus.MISDIRECTED_REQUEST: N_("Otro sitio"),
    HTTPStatus.UNPROCESSABLE_ENTITY: N_("Revisá los datos"),
    HTTPStatus.TOO_MANY_REQUESTS: N_("Demasiados intentos"),
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: N_("Encabezados demasiado grandes"),
    HTTPStatus.INTERNAL_SERVER_ERROR: N_("Algo falló de nuestro lado"),
    HTTPStatus.SERVICE_UNAVAILABLE: N_("Servicio no disponible"),
    HTTPStatus.HTTP_VERSION_NOT_SUPPORTED: N_("Versión no aceptada"),
}
# Of the same status as others.
TITLES_BY_CODE = {"enlace-vencido": N_("Este enlace ya no sirve")}
SENTENCES: dict[int, str] = {
    HTTPStatus.BAD_REQUEST: N_("La petición está mal formada."),
    HTTPStatus.NOT_FOUND: N_("Esta dirección no existe."),
    HTTPStatus.METHOD_NOT_ALLOWED: N_("Esta dirección no se abre así: volvé al inicio y entrá desde ahí."),
    HTTPStatus.REQUEST_TIMEOUT: N_("Lo que se envió tardó demasiado en llegar."),
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: N_("Los encabezados son demasiados, o demasiado grandes."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: N_("Lo que se envió es demasiado grande."),
    HTTPStatus.REQUEST_URI_TOO_LONG: N_("La dirección es demasiado larga."),
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: N_("El tipo de contenido no es el que se pide."),
    HTTPStatus.FORBIDDEN: N_("La petición no vino de esta página."),
    HTTPStatus.MISDIRECTED_REQUEST: N_("La dirección que se pide es de otro sitio."),
    HTTPStatus.HTTP_VERSION_NOT_SUPPORTED: N_("Acá se habla HTTP/1.1."),
}
