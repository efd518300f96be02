"""What a customer owes, by the API."""

from litestar import Controller, get

from portal.controllers import BEARER, Peticion, PortalDep
from portal.controllers.parametros import Documento, Moneda
from portal.controllers.problemas import DE_CONSULTA, hecho
from portal.operations import consultas
from portal.structs.api import ConsultaApi
from portal.structs.conversion import consulta_api


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
