"""A token for the API."""

from litestar import Controller, post

from portal.controllers import Peticion, PortalDep
from portal.controllers.api import credentials
from portal.controllers.api.errors import DE_TOKEN, hecho
from portal.operations.canales import tokens
from portal.operations.factors import second_step
from portal.operations.portal import Portal
from portal.rules.canales import scopes
from portal.structs.canales import Alcance
from portal.structs.usuarios import Sesion
from portal.texts.es import api
from portal.web.auth import dura, emitir
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
        agente, ip = request.headers.get("user-agent", ""), request.client.host if request.client else ""
        if isinstance(data, credentials.DeCliente):
            dada = await tokens.conceder(portal, data.client_id, data.client_secret, data.scope, agente=agente, ip=ip)
            return _emitido(portal, dada.sesion, dada.alcances)
        usuario, sesion = await second_step.entrar_de_una(
            portal, data.username, data.password, data.otp, agente=agente, ip=ip
        )
        return _emitido(portal, sesion, scopes.de_rol(usuario.rol))


def _emitido(portal: Portal, sesion: Sesion, alcances: frozenset[Alcance]) -> TokenEmitido:
    return TokenEmitido(
        access_token=emitir(portal.settings, sesion), expires_in=dura(sesion), scope=scopes.escribir(alcances)
    )
