"""Reviewing the cart and going to the bank with it."""

from decimal import Decimal, InvalidOperation
from typing import Annotated, TypeAlias
from urllib.parse import quote

from litestar import Controller, get, post
from litestar.params import PathParameter, URLEncodedBody
from litestar.response import Redirect, Template
from msgspec import Struct

from portal.controllers import Peticion, PortalDep
from portal.controllers.pages.debts import revision
from portal.controllers.pages.debts.deudas import pagina
from portal.controllers.pages.debts.eleccion import Filtro
from portal.errors import DatoInvalido, Rechazo
from portal.formats import dinero
from portal.operations import payment
from portal.operations.debts import carrito, eleccion
from portal.rules.access.permisos import Acto
from portal.structs.pagos import Estado, Pago
from portal.texts.es.pagina import AHORA_ES
from portal.web.language import translations
from portal.web.policies import para

Idsession: TypeAlias = Annotated[int, PathParameter(ge=1, le=999_999_999)]


class Confirmacion(Struct):
    """The total that the customer saw, as a plain number."""

    total: str = ""

    def visto(self) -> Decimal:
        """Raises DatoInvalido where it is no amount."""
        try:
            visto = Decimal(self.total)
        except InvalidOperation:
            visto = Decimal("NaN")
        if not visto.is_finite():
            raise DatoInvalido("total-invalido", campo="total")
        return visto


class PagarPages(Controller):
    """One address for a cart from its review to the bank, so that going back, reloading or a second tab is harmless."""

    path = "/pagar/{idsession:int}"
    include_in_schema = False
    opt = para(Acto.PAGAR_PASARELA)

    @get("/")
    async def revisar(self, request: Peticion, portal: PortalDep, idsession: Idsession) -> Template | Redirect:
        """Everything that will be paid; a cart that is being paid, or was, leads to its payment."""
        if pago := await eleccion.intento(portal, request.user, idsession):
            return _al_pago(pago)
        elegido = await carrito.ver(portal, request.user, idsession)
        if elegido.total is None or elegido.faltas or not elegido.items:
            return Redirect(f"/deudas?moneda={elegido.moneda}", status_code=303)
        return Template("pages/revisar.html", context=revision.contexto(elegido))

    @post("/", status_code=303)
    async def pagar(
        self, request: Peticion, portal: PortalDep, idsession: Idsession, data: URLEncodedBody[Confirmacion]
    ) -> Template | Redirect:
        """To the bank's page, or back to the debts with what changed."""
        visto = data.visto()
        try:
            pago = await payment.iniciar(portal, request.user, idsession, visto)
        except Rechazo as rechazo:
            if previo := await eleccion.intento(portal, request.user, idsession):
                return _al_pago(previo)
            anterior = await carrito.ver(portal, request.user, idsession)
            t = translations()
            error = rechazo.en(t)
            if anterior.total is not None and anterior.total != visto and rechazo.codigo == "carrito-cambio":
                importe = dinero(anterior.total, anterior.moneda, t)
                error = t.gettext(AHORA_ES) % {"error": error, "importe": importe}
            return await pagina(portal, request, anterior.moneda, Filtro(), error=error, estado=409)
        if pago.url_pasarela and pago.estado is Estado.POR_VERIFICAR:
            return Redirect(pago.url_pasarela, status_code=303)
        return _al_pago(pago)


def _al_pago(pago: Pago) -> Redirect:
    return Redirect(f"/comprobantes/{quote(pago.cod_transaccion, safe='')}", status_code=303)
