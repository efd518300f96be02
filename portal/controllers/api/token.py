"""A token for the API."""

from litestar import Controller, post

from portal.controllers import Peticion, PortalDep
from portal.controllers.api import credentials
from portal.controllers.api.errors import DE_TOKEN, hecho
from portal.operations.access import ingreso
from portal.web.auth import emitir
from portal.web.wire import TokenEmitido


class TokenApi(Controller):
    """POST /token."""

    tags = ("Ingreso",)

    @post(
        "/token",
        operation_id="pedirToken",
        summary="Pide un token de acceso",
        description=(
            "Formulario con usuario y clave, en cualquiera de sus dos codificaciones. El token va después en "
            "`Authorization: Bearer`. Lo que el pedido tiene mal trae también los miembros de OAuth 2.0, `error` y "
            "`error_description`; una espera o una falla nuestra no tienen nombre ahí."
        ),
        operation_class=credentials.BothForms,
        status_code=200,
        opt={"publico": True},
        responses={**hecho(TokenEmitido, "El token"), **DE_TOKEN},
    )
    async def pedir(self, request: Peticion, portal: PortalDep) -> TokenEmitido:
        data = await credentials.leer(request)
        usuario, sesion = await ingreso.entrar(
            portal,
            data.username,
            data.password,
            puerta="api",
            agente=request.headers.get("user-agent", ""),
            ip=request.client.host if request.client else "",
        )
        return TokenEmitido(emitir(portal.settings, sesion, usuario))
