"""What a customer owes, by the API."""

from litestar import Controller, get

from portal.controllers import BEARER, Peticion, PortalDep, por_credencial
from portal.controllers.api.errors import DE_CONSULTA, hecho
from portal.controllers.api.limits import Medida
from portal.controllers.parameters import Documento, Moneda
from portal.operations.debts import consultas
from portal.rules.access.permisos import Acto
from portal.structs.canales import Alcance
from portal.texts.es import api
from portal.web.middleware.channels import con
from portal.web.policies import para
from portal.web.to_wire import consulta_api
from portal.web.wire import ConsultaApi


class ConsultasApi(Controller):
    """GET /consulta/deuda-cliente/."""

    tags = ("Consulta",)
    security = BEARER

    @get(
        "/consulta/deuda-cliente/",
        opt=para(Acto.CONSULTAR) | con(Alcance.CONSULTA),
        security=por_credencial(Alcance.CONSULTA),
        operation_id="consultarDeudas",
        summary=api.CONSULTA,
        description=api.CONSULTA_MAS,
        responses={**hecho(ConsultaApi, api.CONSULTA_HECHA), **DE_CONSULTA},
        operation_class=Medida,
    )
    async def consultar(
        self, request: Peticion, portal: PortalDep, documento: Documento, moneda: Moneda
    ) -> ConsultaApi:
        return consulta_api(await consultas.consultar(portal, request.user, documento, moneda))
