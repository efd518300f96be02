"""The cart of a consultation, by the API."""

from litestar import Controller, get, post

from portal.controllers import BEARER, Peticion, PortalDep
from portal.controllers.api.errors import DE_CARRITO, DE_TODAS, hecho
from portal.controllers.parameters import Codmovimiento, IdsessionRuta, IdsessionTexto, Indicador, UsuarioIgnorado
from portal.operations.debts import carrito
from portal.web import wire
from portal.web.language import translations
from portal.web.to_wire import carrito_api, comision_api


class CarritosApi(Controller):
    """The cart of a consultation."""

    tags = ("Carrito",)
    security = BEARER

    @post(
        "/carrito/agregar",
        operation_id="cambiarCarrito",
        summary="Agrega o quita una deuda del carrito",
        description=(
            "Las deudas de un mismo plan y tipo entran de la más vieja a la más nueva. Un rechazo trae en `faltan` los "
            "`CODMOVIMIENTO` que hay que agregar antes."
        ),
        status_code=200,
        responses={**hecho(wire.AgregadoApi, "La comisión del carrito como quedó"), **DE_CARRITO},
    )
    async def agregar(
        self,
        request: Peticion,
        portal: PortalDep,
        idsession: IdsessionTexto,
        indicador: Indicador,
        codmovimiento: Codmovimiento,
        usuario: UsuarioIgnorado,  # noqa: ARG002 - the seed's clients send it
    ) -> wire.AgregadoApi:
        hecho = await carrito.agregar(portal, request.user, int(idsession), indicador, codmovimiento)
        return wire.AgregadoApi(comision_api(hecho.comision), hecho.codresp, hecho.descreps)

    @get(
        "/carrito/{idsession:int}",
        operation_id="verCarrito",
        summary="El carrito de una consulta",
        description="Lo elegido, la comisión, el total y lo que falta para poder pagar.",
        responses={**hecho(wire.CarritoApi, "El carrito"), **DE_TODAS},
    )
    async def ver(self, request: Peticion, portal: PortalDep, idsession: IdsessionRuta) -> wire.CarritoApi:
        return carrito_api(await carrito.ver(portal, request.user, idsession), translations())
