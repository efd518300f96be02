"""Payments of a canal, and their reversal."""

from litestar import Controller, Response, get, post

from portal.controllers import BEARER, Peticion, PortalDep, por_credencial
from portal.controllers.api.errors import DE_ANULACION, DE_PAGO, DE_TODAS, hecho
from portal.controllers.api.idempotency import Repetible, contestar
from portal.controllers.api.limits import Medida
from portal.controllers.parameters import (
    CodTransaccion,
    CodTransaccionRuta,
    Desde,
    Limite,
    LlaveIdempotencia,
    Session,
    UsuarioIgnorado,
)
from portal.operations import payment
from portal.operations.payment import comprobantes, pagos
from portal.rules.access.permisos import Acto
from portal.structs.canales import Alcance
from portal.structs.pagos import Estado
from portal.texts.es import api
from portal.web import wire
from portal.web.middleware.channels import con
from portal.web.policies import para
from portal.web.to_wire import detalle_api, pagos_api


class PagosDeCanalApi(Controller):
    """Payments of a canal."""

    tags = ("Pago",)
    security = BEARER

    @post(
        "/pago",
        opt=para(Acto.PAGAR_CANAL) | con(Alcance.PAGO),
        security=por_credencial(Alcance.PAGO),
        operation_id="pagarCarrito",
        summary=api.PAGAR,
        description=api.PAGAR_MAS,
        status_code=200,
        responses={**hecho(wire.PagoHecho, api.PAGADO), **DE_PAGO},
        operation_class=Repetible,
    )
    async def pagar(
        self,
        request: Peticion,
        portal: PortalDep,
        session: Session,
        user: UsuarioIgnorado,  # noqa: ARG002 - the seed's clients send it
        cod_transaccion: CodTransaccion,
        llave: LlaveIdempotencia = None,
    ) -> Response[wire.PagoHecho]:
        async def pago() -> wire.PagoHecho:
            hecho = await payment.pagar_canal(portal, request.user, int(session), cod_transaccion)
            return wire.PagoHecho(hecho.codresp, hecho.mod_fact, hecho.descresp)

        return await contestar(request, portal, llave, (int(session), cod_transaccion), (Estado.PAGADO,), pago)

    @get(
        "/pago/{cod_transaccion:str}",
        opt=para(Acto.VER_PAGOS) | con(Alcance.LEER_PAGOS),
        security=por_credencial(Alcance.LEER_PAGOS),
        operation_id="verPago",
        summary=api.PAGO,
        responses={**hecho(wire.PagoDetalleApi, api.PAGO_VISTO), **DE_TODAS},
        operation_class=Medida,
    )
    async def ver(
        self, request: Peticion, portal: PortalDep, cod_transaccion: CodTransaccionRuta
    ) -> wire.PagoDetalleApi:
        return detalle_api(await comprobantes.ver(portal, request.user, cod_transaccion))

    @get(
        "/pagos",
        opt=para(Acto.VER_PAGOS) | con(Alcance.LEER_PAGOS),
        security=por_credencial(Alcance.LEER_PAGOS),
        operation_id="listarPagos",
        summary=api.PAGOS,
        responses={**hecho(wire.PagosApi, api.PAGOS_VISTOS), **DE_TODAS},
        operation_class=Medida,
    )
    async def listar(
        self, request: Peticion, portal: PortalDep, desde: Desde = None, limite: Limite = 20
    ) -> wire.PagosApi:
        return pagos_api(await pagos.listar(portal, request.user, desde=desde, limite=limite))


class AnulacionesApi(Controller):
    """POST /anulacion."""

    tags = ("Anulación",)
    security = BEARER

    @post(
        "/anulacion",
        opt=para(Acto.ANULAR) | con(Alcance.ANULACION),
        security=por_credencial(Alcance.ANULACION),
        operation_id="anularPago",
        summary=api.ANULAR,
        description=api.ANULAR_MAS,
        status_code=200,
        responses={**hecho(wire.AnulacionHecha, api.ANULADO), **DE_ANULACION},
        operation_class=Repetible,
    )
    async def anular(
        self,
        request: Peticion,
        portal: PortalDep,
        cod_transaccion: CodTransaccion,
        llave: LlaveIdempotencia = None,
    ) -> Response[wire.AnulacionHecha]:
        async def anulacion() -> wire.AnulacionHecha:
            hecha = await payment.anular_por_canal(portal, request.user, cod_transaccion)
            return wire.AnulacionHecha(hecha.codresp, hecha.descresp)

        return await contestar(request, portal, llave, (cod_transaccion,), (Estado.ANULADO,), anulacion)
