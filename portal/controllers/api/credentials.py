"""What POST /token is sent: the seed's form, or a client's credential (RFC 6749, 4.4), in either of the encodings that
a form has."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote_plus

from litestar.enums import RequestEncodingType
from litestar.exceptions import ClientException, HTTPException, ValidationException
from litestar.openapi.spec import OpenAPIMediaType, OpenAPIType, Operation, Reference, RequestBody, Schema
from msgspec import Struct

from portal.controllers import Peticion
from portal.errors import ConcesionDesconocida, CredencialDoble, CredencialRechazada
from portal.inputs.readable import RENGLONES, pares, texto_limpio
from portal.texts.es import api_fields

LARGOS = {"username": 60, "password": 256}
# Of whoever has a second factor: a code of an application, or of paper.
LARGO_OTP = 40
# What the seed's framework took: none, or an empty one, means it too.
CONCESION = "password"
DE_CLIENTE = "client_credentials"
DEL_CLIENTE = {"client_id": 35, "client_secret": 100}
ENCODINGS = (RequestEncodingType.URL_ENCODED, RequestEncodingType.MULTI_PART)
# What a decoder leaves where the bytes were no UTF-8.
REPLACED = "\ufffd"


class Credenciales(Struct, frozen=True):
    """Who signs in; otp: the code of a second factor, or ''."""

    username: str
    password: str
    otp: str = ""


class DeCliente(Struct, frozen=True):
    """A program that shows its credential. scope: what it asks for, "" for all that it may."""

    client_id: str
    client_secret: str
    scope: str

    def __repr__(self) -> str:
        """Without the secret."""
        return f"DeCliente({self.client_id})"


@dataclass
class BothForms(Operation):
    """In the OpenAPI document, the body: a handler that reads the form itself tells nothing of it."""

    def __post_init__(self) -> None:
        con_clave = _forma(LARGOS, list(LARGOS), [CONCESION, ""], api_fields.CONCESION)
        con_clave.properties = {
            **(con_clave.properties or {}),
            "otp": Schema(type=OpenAPIType.STRING, max_length=LARGO_OTP, description=api_fields.OTP),
        }
        con_secreto = _forma(
            {**DEL_CLIENTE, "scope": 200}, ["grant_type"], [DE_CLIENTE], api_fields.CONCESION_DE_CLIENTE
        )
        forma = Schema(one_of=[con_clave, con_secreto])
        self.request_body = RequestBody(
            required=True, content={encoding.value: OpenAPIMediaType(schema=forma) for encoding in ENCODINGS}
        )


def _forma(largos: Mapping[str, int], exigidos: list[str], concesiones: list[str], que: str) -> Schema:
    propiedades: dict[str, Schema | Reference] = {
        nombre: Schema(type=OpenAPIType.STRING, min_length=1, max_length=largo) for nombre, largo in largos.items()
    }
    propiedades["grant_type"] = Schema(type=OpenAPIType.STRING, enum=concesiones, description=que)
    return Schema(type=OpenAPIType.OBJECT, required=exigidos, properties=propiedades)


async def leer(request: Peticion) -> Credenciales | DeCliente:
    """Raises ConcesionDesconocida for another grant_type, CredencialDoble and CredencialRechazada for a client's that
    is told twice or not at all, ValidationException with the fields that are missing or too long, HTTPException for
    another kind of body."""
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
    concesion = unicos.get("grant_type") or CONCESION
    if concesion == DE_CLIENTE:
        return _de_cliente(unicos, request.headers.get("authorization", ""))
    if concesion != CONCESION:
        raise ConcesionDesconocida
    malos = [nombre for nombre, largo in LARGOS.items() if not 1 <= len(unicos.get(nombre, "")) <= largo]
    otp = unicos.get("otp", "")
    if len(otp) > LARGO_OTP:
        malos.append("otp")
    if malos:
        raise _faltan(malos)
    return Credenciales(unicos["username"], unicos["password"], otp)


def _de_cliente(campos: Mapping[str, str], autorizacion: str) -> DeCliente:
    """By the header (Basic) or by fields, never both; a client id alone beside the header is no second credential."""
    esquema, _, dicho = autorizacion.partition(" ")
    cliente, secreto = campos.get("client_id", ""), campos.get("client_secret", "")
    if esquema.lower() == "basic":
        del_encabezado = _basic(dicho.strip())
        if secreto or cliente not in ("", del_encabezado[0]):
            raise CredencialDoble
        cliente, secreto = del_encabezado
    # What nobody was ever given is refused here.
    if not all(0 < len(cada) <= largo for cada, largo in zip((cliente, secreto), DEL_CLIENTE.values(), strict=True)):
        raise CredencialRechazada
    if not (cliente.isascii() and cliente.isprintable()):
        raise CredencialRechazada
    return DeCliente(cliente, secreto, campos.get("scope", ""))


def _basic(dicho: str) -> tuple[str, str]:
    """Both parts as RFC 6749, 2.3.1 has them: each encoded as in a form, before they are joined."""
    try:
        cliente, dos_puntos, secreto = base64.b64decode(dicho, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        raise CredencialRechazada from None
    if not dos_puntos:
        raise CredencialRechazada
    return unquote_plus(cliente), unquote_plus(secreto)


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
