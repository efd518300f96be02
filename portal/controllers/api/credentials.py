"""What POST /token is sent: the seed's form, in either of the encodings that a form has."""

from dataclasses import dataclass

from litestar.enums import RequestEncodingType
from litestar.exceptions import ClientException, HTTPException, ValidationException
from litestar.openapi.spec import OpenAPIMediaType, OpenAPIType, Operation, RequestBody, Schema
from msgspec import Struct

from portal.controllers import Peticion
from portal.errors import ConcesionDesconocida
from portal.inputs.readable import RENGLONES, pares, texto_limpio
from portal.texts.es import api_fields

LARGOS = {"username": 60, "password": 256}
# What the seed's framework took: none, or an empty one, means it too.
CONCESION = "password"
ENCODINGS = (RequestEncodingType.URL_ENCODED, RequestEncodingType.MULTI_PART)
# What a decoder leaves where the bytes were no UTF-8.
REPLACED = "\ufffd"


class Credenciales(Struct, frozen=True):
    """Who signs in."""

    username: str
    password: str


@dataclass
class BothForms(Operation):
    """In the OpenAPI document, the body: a handler that reads the form itself tells nothing of it."""

    def __post_init__(self) -> None:
        propiedades: dict[str, Schema] = {
            nombre: Schema(type=OpenAPIType.STRING, min_length=1, max_length=largo) for nombre, largo in LARGOS.items()
        }
        propiedades["grant_type"] = Schema(
            type=OpenAPIType.STRING, enum=[CONCESION, ""], description=api_fields.CONCESION
        )
        forma = Schema(type=OpenAPIType.OBJECT, required=list(LARGOS), properties=dict(propiedades))
        self.request_body = RequestBody(
            required=True, content={encoding.value: OpenAPIMediaType(schema=forma) for encoding in ENCODINGS}
        )


async def leer(request: Peticion) -> Credenciales:
    """Raises ConcesionDesconocida for another grant_type, ValidationException with the fields that are missing or too
    long, HTTPException for another kind of body."""
    tipo, parametros = request.content_type
    if not tipo and not await request.body():
        raise _faltan(list(LARGOS))
    if tipo not in ENCODINGS or parametros.get("charset", "utf-8").lower() != "utf-8":
        raise HTTPException(status_code=415)
    campos = (
        await _multipart(request) if tipo == RequestEncodingType.MULTI_PART else pares(await request.body(), RENGLONES)
    )
    unicos = dict(campos or ())
    if campos is None or len(unicos) != len(campos):
        raise HTTPException(status_code=400)
    if (unicos.get("grant_type") or CONCESION) != CONCESION:
        raise ConcesionDesconocida
    malos = [nombre for nombre, largo in LARGOS.items() if not 1 <= len(unicos.get(nombre, "")) <= largo]
    if malos:
        raise _faltan(malos)
    return Credenciales(unicos["username"], unicos["password"])


async def _multipart(request: Peticion) -> list[tuple[str, str]]:
    """Its fields in the order in which they came. A file, or what is no clean text, is refused."""
    try:
        formulario = await request.form()
    except ClientException:
        raise
    except Exception as error:  # each broken boundary has an exception of its own in the parser
        raise HTTPException(status_code=400) from error
    try:
        todos = list(formulario.multi_items())
        campos = [(nombre, valor) for nombre, valor in todos if isinstance(valor, str)]
        limpios = all(
            REPLACED not in texto and texto_limpio(texto.encode(errors="replace"), RENGLONES) is not None
            for campo in campos
            for texto in campo
        )
        if len(campos) != len(todos) or not limpios:
            raise HTTPException(status_code=400)
    finally:
        await formulario.close()
    return campos


def _faltan(nombres: list[str]) -> ValidationException:
    return ValidationException(extra=[{"key": nombre} for nombre in nombres])
