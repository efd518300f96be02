"""What each route of a channel tells of its limits, for the OpenAPI document."""

from dataclasses import dataclass
from http import HTTPStatus

from litestar.openapi.spec import OpenAPIHeader, OpenAPIResponse, OpenAPIType, Operation, Reference, Schema

from portal.texts.es import api_fields

TEXTO = Schema(type=OpenAPIType.STRING)


@dataclass
class Medida(Operation):
    """An operation that is counted: the headers that tell how much is left, and when to come back."""

    def __post_init__(self) -> None:
        for estado, respuesta in (self.responses or {}).items():
            if isinstance(respuesta, OpenAPIResponse):
                respuesta.headers = {**(respuesta.headers or {}), **_dichas(estado)}


def _dichas(estado: str) -> dict[str, OpenAPIHeader | Reference]:
    dichas: dict[str, OpenAPIHeader | Reference] = {
        "RateLimit": OpenAPIHeader(description=api_fields.RATE_LIMIT, schema=TEXTO),
        "RateLimit-Policy": OpenAPIHeader(description=api_fields.RATE_LIMIT_POLICY, schema=TEXTO),
    }
    if estado == str(int(HTTPStatus.TOO_MANY_REQUESTS)):
        dichas["Retry-After"] = OpenAPIHeader(
            description=api_fields.RETRY_AFTER, schema=Schema(type=OpenAPIType.INTEGER, minimum=1)
        )
    return dichas
