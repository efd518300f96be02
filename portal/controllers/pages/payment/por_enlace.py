"""What whoever pays for somebody else sees, from the link to the receipt: they have no session."""

from asyncio import to_thread

from litestar import Controller, Response, get, post
from litestar.params import FromPath, URLEncodedBody
from litestar.plugins.htmx import ClientRefresh
from litestar.response import Redirect, Template

from portal.clock import dia
from portal.controllers import Peticion, PortalDep
from portal.controllers.pages.payment.pagar import Confirmacion
from portal.controllers.pages.recibo import contexto, url_verificacion
from portal.documents import qr
from portal.documents.grupos import por_plan
from portal.errors import EnVerificacion, NoEncontrado, PortalError, Rechazo
from portal.operations.payment.gateway import direccion
from portal.operations.payment_links import payer
from portal.operations.portal import Portal
from portal.rules.payment.estados import HECHOS, SIN_EFECTO
from portal.structs.pagos import Comprobante, Estado, Pago
from portal.web.language import translations
from portal.web.policies import PUBLICA


class ConfirmacionAjena(Confirmacion):
    """The total that was seen, and of which opening of the cart."""

    idsession: int = 0


class PorEnlacePages(Controller):
    """Opening it uses nothing, whatever looks through messages: a press begins the payment."""

    path = "/por-enlace/{token:str}"
    include_in_schema = False
    opt = PUBLICA

    @get("/")
    async def ver(self, request: Peticion, portal: PortalDep, token: FromPath[str]) -> Template | Redirect:
        """The cart as it can be paid now, or the payment that is under way."""
        return await _mostrar(portal, request, token)

    @post("/", status_code=303)
    async def pagar(
        self, request: Peticion, portal: PortalDep, token: FromPath[str], data: URLEncodedBody[ConfirmacionAjena]
    ) -> Template | Redirect:
        """To the bank's page, or the cart again with what changed."""
        try:
            pago = await payer.pagar(portal, token, data.idsession, data.visto(), _ip(request))
        except Rechazo as rechazo:
            return await _mostrar(portal, request, token, rechazo)
        if pago.url_pasarela and pago.estado is Estado.POR_VERIFICAR:
            return Redirect(pago.url_pasarela, status_code=303)
        return Redirect(direccion(pago), status_code=303)


class PagoPorEnlacePages(Controller):
    """One address for the attempt from the bank's return to its receipt; whoever holds it sees what the link showed."""

    path = "/pago-por-enlace/{pagador:str}"
    include_in_schema = False
    opt = PUBLICA

    @get("/")
    async def ver(self, portal: PortalDep, pagador: FromPath[str]) -> Template:
        """How the payment is, or its receipt."""
        comprobante = await payer.comprobante(portal, pagador)
        estado = comprobante.pago.estado
        return Template(
            "pages/pago_por_enlace.html",
            context=contexto(portal, comprobante) | {"hecho": estado in HECHOS, "sin_efecto": estado in SIN_EFECTO},
        )

    @get("/estado")
    async def estado(
        self, request: Peticion, portal: PortalDep, pagador: FromPath[str]
    ) -> Template | Redirect | Response[None]:
        """What the waiting page asks every two seconds; at the end it reloads itself."""
        comprobante = await payer.comprobante(portal, pagador)
        if request.headers.get("hx-request") != "true":
            return Redirect(direccion(comprobante.pago), status_code=303)
        if comprobante.pago.estado in HECHOS | SIN_EFECTO:
            return ClientRefresh()
        return Template("fragments/espera_por_enlace.html", context=contexto(portal, comprobante))

    @post("/liberar", status_code=303)
    async def liberar(self, portal: PortalDep, pagador: FromPath[str]) -> Redirect:
        """Gives it up; what the bank had approved is paid all the same, and shown. A second click finds it ended."""
        try:
            pago = await payer.liberar(portal, pagador)
        except (EnVerificacion, Rechazo):
            pago = (await payer.comprobante(portal, pagador)).pago
        return Redirect(direccion(pago), status_code=303)

    @get("/pdf")
    async def pdf(self, portal: PortalDep, pagador: FromPath[str]) -> Response[bytes]:
        """The receipt on one A4 page."""
        # A fifth of a second and 20 MiB: who asks for the first receipt of a process waits for it, and no start does.
        from portal.documents import recibo_pdf  # noqa: PLC0415 - as the line above says

        comprobante = await _con_recibo(portal, pagador)
        url, hoy = url_verificacion(portal, comprobante), dia(portal.clock())
        contenido = await to_thread(recibo_pdf.pdf, comprobante, url, hoy, translations(), portal.membrete())
        nombre = f'attachment; filename="comprobante-{comprobante.pago.numero}.pdf"'
        return Response(contenido, media_type="application/pdf", headers={"Content-Disposition": nombre})

    @get("/qr.svg")
    async def qr(self, portal: PortalDep, pagador: FromPath[str]) -> Response[bytes]:
        """The QR of the public check."""
        comprobante = await _con_recibo(portal, pagador)
        return Response(qr.svg(url_verificacion(portal, comprobante)), media_type="image/svg+xml")


async def _mostrar(
    portal: Portal, request: Peticion, token: str, error: PortalError | None = None
) -> Template | Redirect:
    visto = await payer.ver(portal, token, _ip(request))
    if isinstance(visto, Pago):
        return Redirect(direccion(visto), status_code=303)
    datos = {
        "ajeno": visto,
        "carrito": visto.carrito,
        "grupos": por_plan(visto.carrito.items, translations()),
        "error": Rechazo(visto.problema) if visto.problema else error,
        "accion": f"/por-enlace/{token}",
    }
    return Template("pages/por_enlace.html", context=datos, status_code=409 if error else 200)


async def _con_recibo(portal: Portal, pagador: str) -> Comprobante:
    """Only a payment that was made has a paper. Raises NoEncontrado for any other."""
    comprobante = await payer.comprobante(portal, pagador)
    if comprobante.pago.estado not in HECHOS:
        raise NoEncontrado("sin-comprobante")
    return comprobante


def _ip(request: Peticion) -> str:
    return request.client.host if request.client else ""
