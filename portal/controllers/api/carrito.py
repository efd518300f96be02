"""The cart of a consultation, by the API."""

from litestar import Controller, get, post

from portal.controllers import BEARER, Peticion, PortalDep, por_credencial
from portal.controllers.api.errors import DE_CARRITO, DE_TODAS, hecho
from portal.controllers.api.limits import Medida
from portal.controllers.parameters import Codmovimiento, IdsessionRuta, IdsessionTexto, Indicador, UsuarioIgnorado
from portal.operations.debts import carrito
from portal.rules.access.permisos import Acto
from portal.structs.canales import Alcance
from portal.texts.es import api
from portal.web import wire
from portal.web.language import translations
from portal.web.middleware.channels import con
from portal.web.policies import para
from portal.web.to_wire import carrito_api, comision_api


class CarritosApi(Controller):
    """The cart of a consultation."""

    tags = ("Carrito",)
    security = BEARER

    @post(
        "/carrito/agregar",
        opt=para(Acto.CARRITO) | con(Alcance.CARRITO),
        security=por_credencial(Alcance.CARRITO),
        operation_id="cambiarCarrito",
        summary=api.AGREGAR,
        description=api.AGREGAR_MAS,
        status_code=200,
        responses={**hecho(wire.AgregadoApi, api.AGREGADO), **DE_CARRITO},
        operation_class=Medida,
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
        opt=para(Acto.CARRITO) | con(Alcance.CARRITO),
        security=por_credencial(Alcance.CARRITO),
        operation_id="verCarrito",
        summary=api.CARRITO,
        description=api.CARRITO_MAS,
        responses={**hecho(wire.CarritoApi, api.CARRITO_VISTO), **DE_TODAS},
        operation_class=Medida,
    )
    async def ver(self, request: Peticion, portal: PortalDep, idsession: IdsessionRuta) -> wire.CarritoApi:
        return carrito_api(await carrito.ver(portal, request.user, idsession), translations())
