"""The API's side of Idempotency-Key: which parameters decide, and an answer in bytes that can be given again."""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec
from litestar import MediaType, Response
from litestar.openapi.spec import OpenAPIHeader, OpenAPIResponse, OpenAPIType, Schema
from msgspec import Struct

from portal.controllers import Peticion, PortalDep
from portal.controllers.api.limits import Medida
from portal.errors import NoEncontrado, Rechazo
from portal.operations import idempotency
from portal.structs.idempotency import Contestado, KeyedRequest
from portal.structs.pagos import Estado
from portal.texts.es import api_fields
from portal.web.problems import decir
from portal.web.responder import PROBLEMA, cuerpo, recordar

REPETIDA = {"Idempotent-Replayed": "true"}
GUARDADAS = ("200", "404", "409")
CORRECTO = 200

Hecho = TypeVar("Hecho", bound=Struct)


@dataclass
class Repetible(Medida):
    """In the OpenAPI document, the header of an answer that was given before."""

    def __post_init__(self) -> None:
        super().__post_init__()
        for estado in GUARDADAS:
            respuesta = (self.responses or {})[estado]
            if isinstance(respuesta, OpenAPIResponse):
                respuesta.headers = {
                    **(respuesta.headers or {}),
                    "Idempotent-Replayed": OpenAPIHeader(
                        description=api_fields.REPETIDA,
                        schema=Schema(type=OpenAPIType.STRING, enum=["true"]),
                    ),
                }


async def contestar(
    request: Peticion,
    portal: PortalDep,
    llave: str | None,
    datos: tuple[str | int, ...],
    decididos: tuple[Estado, ...],
    acto: Callable[[], Awaitable[Hecho]],
) -> Response[Hecho]:
    """The act's answer, or the one that it got before.

    datos: the parameters that decide, the transaction's code last. decididos: the states of its payment that make the
    same request without a key a repetition.
    """
    cod_transaccion = str(datos[-1])
    ruta = f"{request.method} {request.url.path}"

    async def definitivo() -> Contestado:
        repetido = await idempotency.ya_decidido(portal, request.user, cod_transaccion, *decididos)
        try:
            hecho = await acto()
        except (Rechazo, NoEncontrado) as error:
            if llave is None:
                raise
            recordar(request, error)
            texto = cuerpo(error, request.url.path)
            return Contestado(decir(error).problema.status, texto.decode())
        return Contestado(CORRECTO, msgspec.json.encode(hecho).decode(), repetido=repetido)

    if llave is None:
        contestado = await definitivo()
    else:
        huella = hashlib.sha256(msgspec.json.encode((ruta, *datos))).hexdigest()
        pedido = KeyedRequest(request.user.usuario, ruta, llave, huella, cod_transaccion)
        contestado = await idempotency.una_vez(portal, pedido, definitivo)
    cuerpo_final: Any = contestado.cuerpo.encode()  # already the wire's form of Hecho, or of a problem
    return Response(
        cuerpo_final,
        status_code=contestado.estado,
        media_type=MediaType.JSON if contestado.estado == CORRECTO else PROBLEMA,
        headers=REPETIDA if contestado.repetido else {},
    )
