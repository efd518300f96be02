"""The receipt, or the state of an attempt that has none yet, and the public check of its QR."""

from asyncio import to_thread
from urllib.parse import quote

from litestar import Controller, Response, get, post
from litestar.params import FromPath, URLEncodedBody
from litestar.plugins.htmx import ClientRefresh
from litestar.response import Redirect, Template

from portal.clock import dia
from portal.controllers import Peticion, PortalDep
from portal.controllers.forms import Anulacion
from portal.controllers.pages.recibo import contexto, url_verificacion
from portal.documents import qr
from portal.errors import DatoInvalido, NoEncontrado, Rechazo
from portal.inputs.readable import sin_puntuacion
from portal.operations import payment
from portal.operations.desk import pedidos
from portal.operations.payment import comprobantes
from portal.operations.portal import Portal
from portal.rules.access.permisos import Acto
from portal.rules.payment.estados import HECHOS, SIN_EFECTO
from portal.structs.pagos import Comprobante, Estado
from portal.web.language import translations
from portal.web.policies import PUBLICA, para
from portal.web.problems import estado_de


class ComprobantesPages(Controller):
    """One address for an attempt from the bank's return to its receipt, so that it can be kept and reloaded."""

    path = "/comprobantes/{cod:str}"
    include_in_schema = False

    @get("/", opt=para(Acto.VER_PAGOS))
    async def ver(self, request: Peticion, portal: PortalDep, cod: FromPath[str]) -> Template:
        """The page that the attempt's state deserves."""
        comprobante = await comprobantes.ver(portal, request.user, cod)
        datos = {"pagina": "historial"} | contexto(portal, comprobante)
        return Template(plantilla(comprobante.pago.estado), context=datos)

    @get("/estado", opt=para(Acto.VER_PAGOS))
    async def estado(
        self, request: Peticion, portal: PortalDep, cod: FromPath[str]
    ) -> Template | Redirect | Response[None]:
        """What the waiting page asks every two seconds; at the end it reloads itself."""
        comprobante = await comprobantes.ver(portal, request.user, cod)
        if request.headers.get("hx-request") != "true":
            return Redirect(_direccion(cod), status_code=303)
        if comprobante.pago.estado in HECHOS | SIN_EFECTO:
            return ClientRefresh()
        return Template("fragments/estado_pago.html", context=contexto(portal, comprobante))

    @post("/liberar", opt=para(Acto.PAGAR_PASARELA), status_code=303)
    async def liberar(self, request: Peticion, portal: PortalDep, cod: FromPath[str]) -> Redirect:
        """Back to the debts, free again; what the bank had approved is paid all the same, and shown. A second click
        finds it ended."""
        try:
            pago = await payment.liberar(portal, request.user, cod)
        except Rechazo:
            return Redirect(_direccion(cod), status_code=303)
        libre = pago.estado in SIN_EFECTO
        return Redirect(f"/deudas?moneda={pago.moneda}" if libre else _direccion(cod), status_code=303)

    @post("/pedir-anulacion", opt=para(Acto.PEDIR_ANULACION), status_code=303)
    async def pedir_anulacion(
        self, request: Peticion, portal: PortalDep, cod: FromPath[str], data: URLEncodedBody[Anulacion]
    ) -> Template | Redirect:
        """The customer asks the company to reverse a payment of today."""
        try:
            await pedidos.pedir(portal, request.user, cod, data.motivo)
        except (DatoInvalido, Rechazo) as error:
            comprobante = await comprobantes.ver(portal, request.user, cod)
            datos = contexto(portal, comprobante) | {"pagina": "historial", "error": error, "motivo": data.motivo}
            return Template(plantilla(comprobante.pago.estado), context=datos, status_code=estado_de(error))
        return Redirect(_direccion(cod), status_code=303)

    @get("/pdf", opt=para(Acto.VER_PAGOS))
    async def pdf(self, request: Peticion, portal: PortalDep, cod: FromPath[str]) -> Response[bytes]:
        """The receipt on one A4 page."""
        # A fifth of a second and 20 MiB: who asks for the first receipt of a process waits for it, and no start does.
        from portal.documents import recibo_pdf  # noqa: PLC0415 - as the line above says

        comprobante = await _con_recibo(portal, request, cod)
        url, hoy = url_verificacion(portal, comprobante), dia(portal.clock())
        contenido = await to_thread(recibo_pdf.pdf, comprobante, url, hoy, translations(), portal.membrete())
        nombre = f'attachment; filename="comprobante-{comprobante.pago.numero}.pdf"'
        return Response(contenido, media_type="application/pdf", headers={"Content-Disposition": nombre})

    @get("/qr.svg", opt=para(Acto.VER_PAGOS))
    async def qr(self, request: Peticion, portal: PortalDep, cod: FromPath[str]) -> Response[bytes]:
        """The QR of the public check."""
        comprobante = await _con_recibo(portal, request, cod)
        return Response(qr.svg(url_verificacion(portal, comprobante)), media_type="image/svg+xml")


class VerificarPages(Controller):
    """Where the QR leads: anyone who holds the paper may ask whether it is genuine."""

    path = "/verificar/{verificador:str}"
    include_in_schema = False
    opt = PUBLICA

    @get("/")
    async def verificar(self, portal: PortalDep, verificador: FromPath[str]) -> Template:
        """Genuine, date, amount and whether it was reversed; nothing of who paid."""
        try:
            verificacion = await comprobantes.verificar(portal, sin_puntuacion(verificador))
        except NoEncontrado:
            return Template("pages/verificar.html", context={"verificacion": None}, status_code=404)
        return Template("pages/verificar.html", context={"verificacion": verificacion})


def _direccion(cod: str) -> str:
    return f"/comprobantes/{quote(cod, safe='')}"


def plantilla(estado: Estado) -> str:
    """The page of a payment in that state."""
    if estado in HECHOS:
        return "pages/comprobante.html"
    return "pages/pago_sin_efecto.html" if estado in SIN_EFECTO else "pages/pago_en_verificacion.html"


async def _con_recibo(portal: Portal, request: Peticion, cod: str) -> Comprobante:
    """Only a payment that was made has a paper. Raises NoEncontrado for any other."""
    comprobante = await comprobantes.ver(portal, request.user, cod)
    if comprobante.pago.estado not in HECHOS:
        raise NoEncontrado("sin-comprobante")
    return comprobante
