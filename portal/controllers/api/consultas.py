"""What a customer owes, by the API."""

from litestar import Controller, get

from portal.controllers import BEARER, Peticion, PortalDep
from portal.controllers.api.errors import DE_CONSULTA, hecho
from portal.controllers.parameters import Documento, Moneda
from portal.operations.debts import consultas
from portal.web.to_wire import consulta_api
from portal.web.wire import ConsultaApi


class ConsultasApi(Controller):
    """GET /consulta/deuda-cliente/."""

    tags = ("Consulta",)
    security = BEARER

    @get(
        "/consulta/deuda-cliente/",
        operation_id="consultarDeudas",
        summary="Deudas pendientes de un cliente",
        description="Abre una consulta: su `idsession` identifica el carrito y es de quien la abrió.",
        responses={**hecho(ConsultaApi, "Las deudas pendientes, por vencimiento"), **DE_CONSULTA},
    )
    async def consultar(
        self, request: Peticion, portal: PortalDep, documento: Documento, moneda: Moneda
    ) -> ConsultaApi:
        return consulta_api(await consultas.consultar(portal, request.user, documento, moneda))
