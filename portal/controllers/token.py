"""A token for the API."""

from typing import Annotated

from litestar import Controller, post
from litestar.params import URLEncodedBody
from msgspec import Meta, Struct

from portal.auth import emitir
from portal.controllers import Peticion, PortalDep
from portal.controllers.problemas import DE_TOKEN, hecho
from portal.operations import ingreso
from portal.structs.api import TokenEmitido


class Credenciales(Struct, frozen=True):
    """The seed's form."""

    username: Annotated[str, Meta(min_length=1, max_length=60)]
    password: Annotated[str, Meta(min_length=1, max_length=256)]


class TokenApi(Controller):
    """POST /token."""

    tags = ("Ingreso",)

    @post(
        "/token",
        operation_id="pedirToken",
        summary="Pide un token de acceso",
        description="Formulario con usuario y clave. El token va después en `Authorization: Bearer`.",
        status_code=200,
        opt={"publico": True},
        responses={**hecho(TokenEmitido, "El token"), **DE_TOKEN},
    )
    async def pedir(self, request: Peticion, portal: PortalDep, data: URLEncodedBody[Credenciales]) -> TokenEmitido:
        usuario, sesion = await ingreso.entrar(
            portal,
            data.username,
            data.password,
            puerta="api",
            agente=request.headers.get("user-agent", ""),
            ip=request.client.host if request.client else "",
        )
        return TokenEmitido(emitir(portal.settings, sesion, usuario))
