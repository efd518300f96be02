"""Bancard's two ends of a payment: the page that holds its frame, and the notice that it sends."""

import msgspec
import structlog
from litestar import Controller, Response, get, post
from litestar.background_tasks import BackgroundTask
from litestar.exceptions import ClientException, HTTPException
from litestar.params import FromPath
from litestar.response import Redirect, Template

from portal.controllers import Peticion, PortalDep
from portal.controllers.pages.recibo import contexto
from portal.errors import NoEncontrado, NoPermitido, PortalError, ResultadoDesconocido
from portal.operations import payment
from portal.operations.payment import comprobantes
from portal.operations.payment.gateway import direccion
from portal.operations.payment_links import payer
from portal.operations.portal import Portal
from portal.pasarela.bancard.gateway import Bancard
from portal.pasarela.bancard.messages import detalle
from portal.pasarela.bancard.shapes import Aviso
from portal.rules.access.permisos import Acto
from portal.structs.pagos import Comprobante, Estado
from portal.texts.es.mesa import AVISO
from portal.web.policies import PUBLICA, para

RECIBIDO = {"status": "success"}
CUERPO_MAXIMO = 8 * 1024
GUION = "/checkout/javascript/dist/bancard-checkout-4.0.0.js"

log = structlog.get_logger()


class BancardApi(Controller):
    """Where Bancard tells that a purchase ended. Its portal asks for this address."""

    path = "/bancard/confirmacion"
    include_in_schema = False
    opt = PUBLICA

    @post("/", status_code=200, request_max_body_size=CUERPO_MAXIMO)
    async def avisar(self, request: Peticion, portal: PortalDep) -> Response[dict[str, str]]:
        """Answers at once, since Bancard waits thirty seconds and no more; what the notice says is asked afterwards.

        An order that is not ours is taken too: to repeat it would not make it ours. An empty notice only asks whether
        we are here.
        """
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            raise HTTPException(status_code=415)
        aviso = _leer(await request.body())
        if aviso.operation is None:
            return Response(RECIBIDO)
        referencia = _bancard(portal).autenticar(aviso.operation)
        if referencia is None:
            log.warning("aviso de Bancard con una firma que no es suya")
            raise NoPermitido("firma-invalida")
        dicho = AVISO % {"dicho": detalle(aviso.operation)}
        return Response(RECIBIDO, background=BackgroundTask(_preguntar, portal, referencia, dicho))


class BancardPages(Controller):
    """The page that holds Bancard's frame: card data is typed there and never reaches the portal."""

    path = "/bancard"
    include_in_schema = False

    @get("/{cod:str}/{proceso:str}", opt=para(Acto.PAGAR_PASARELA))
    async def pagar(
        self, request: Peticion, portal: PortalDep, cod: FromPath[str], proceso: FromPath[str]
    ) -> Template | Redirect:
        """Only the attempt's own order, and only while it may still be paid."""
        comprobante = await comprobantes.ver(portal, request.user, cod)
        return _marco(portal, comprobante, _bancard(portal).url_de_pago(cod, proceso), proceso)

    @get("/enlace/{pagador:str}/{proceso:str}", opt=PUBLICA)
    async def pagar_por_enlace(
        self, portal: PortalDep, pagador: FromPath[str], proceso: FromPath[str]
    ) -> Template | Redirect:
        """The same for whoever pays somebody else's cart."""
        comprobante = await payer.comprobante(portal, pagador)
        url = _bancard(portal).url_de_pago(comprobante.pago.cod_transaccion, proceso, pagador)
        return _marco(portal, comprobante, url, proceso)


def _marco(portal: Portal, comprobante: Comprobante, url: str, proceso: str) -> Template | Redirect:
    pago = comprobante.pago
    if pago.url_pasarela != url:
        raise NoEncontrado("orden-desconocida")
    datos = contexto(portal, comprobante)
    sigue = direccion(pago)
    if pago.estado is not Estado.POR_VERIFICAR or not datos["resta"]:
        return Redirect(sigue, status_code=303)
    guion = portal.settings.bancard + GUION
    return Template("pages/bancard.html", context=datos | {"proceso": proceso, "guion": guion, "sigue": sigue})


def _leer(cuerpo: bytes) -> Aviso:
    try:
        return msgspec.json.decode(cuerpo, type=Aviso) if cuerpo.strip() else Aviso()
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ClientException from error


def _bancard(portal: Portal) -> Bancard:
    if not isinstance(portal.pasarela, Bancard):
        raise NoEncontrado("orden-desconocida")
    return portal.pasarela


async def _preguntar(portal: Portal, referencia: str, dicho: str) -> None:
    """What cannot be learnt now is learnt by the next sweep."""
    try:
        await payment.recibir_aviso(portal, referencia, dicho)
    except (PortalError, ResultadoDesconocido) as error:
        log.warning("aviso de Bancard sin resolver", referencia=referencia, error=type(error).__name__)
