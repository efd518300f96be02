"""A token for the API."""

from litestar import Controller, post

from portal.controllers import Peticion, PortalDep
from portal.controllers.api import credentials
from portal.controllers.api.errors import DE_TOKEN, hecho
from portal.operations.access import ingreso
from portal.texts.es import api
from portal.web.auth import emitir
from portal.web.policies import PUBLICA
from portal.web.wire import TokenEmitido


class TokenApi(Controller):
    """POST /token."""

    tags = ("Ingreso",)

    @post(
        "/token",
        operation_id="pedirToken",
        summary=api.TOKEN,
        description=api.TOKEN_MAS,
        operation_class=credentials.BothForms,
        status_code=200,
        opt=PUBLICA,
        responses={**hecho(TokenEmitido, api.TOKEN_HECHO), **DE_TOKEN},
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
