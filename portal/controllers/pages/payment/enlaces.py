"""A link by which somebody else pays a cart: made from its review, and ended by whoever made it."""

from typing import Annotated, TypeAlias
from urllib.parse import quote

from litestar import Controller, post
from litestar.params import PathParameter
from litestar.response import Redirect, Template

from portal.controllers import Peticion, PortalDep
from portal.controllers.pages.debts.deudas import pagina
from portal.controllers.pages.debts.eleccion import Filtro
from portal.controllers.pages.payment.pagar import Idsession
from portal.errors import Rechazo
from portal.formats import dinero, fecha_hora
from portal.operations.debts import carrito
from portal.operations.payment_links import owner
from portal.rules.access.permisos import Acto
from portal.texts.es.pagina import ENLACE_PARA_COMPARTIR
from portal.web.language import translations
from portal.web.policies import para

Numero: TypeAlias = Annotated[int, PathParameter(ge=1, le=999_999_999_999_999)]


class EnlacesDePagoPages(Controller):
    """What a link holds is shown by the answer that made it, and never again: nothing keeps its token."""

    include_in_schema = False
    opt = para(Acto.PAGAR_PASARELA)

    @post("/pagar/{idsession:int}/enlace", status_code=200)
    async def crear(self, request: Peticion, portal: PortalDep, idsession: Idsession) -> Template:
        """The link, to be copied or sent; or back to the debts with what keeps the cart from being paid."""
        try:
            token, enlace = await owner.crear(portal, request.user, idsession)
        except Rechazo as rechazo:
            elegido = await carrito.ver(portal, request.user, idsession)
            dicho = rechazo.en(translations())
            return await pagina(portal, request, elegido.moneda, Filtro(), error=dicho, estado=409)
        url = f"{portal.settings.url_publica.rstrip('/')}/por-enlace/{token}"
        t = translations()
        texto = t.gettext(ENLACE_PARA_COMPARTIR) % {
            "importe": dinero(enlace.total, enlace.moneda, t),
            "hasta": fecha_hora(enlace.vence, t),
            "url": url,
        }
        contexto = {
            "pagina": "deudas",
            "enlace": enlace,
            "url": url,
            "whatsapp": f"https://wa.me/?text={quote(texto, safe='')}",
        }
        return Template("pages/enlace_de_pago.html", context=contexto)

    @post("/cuenta/enlaces/{enlace:int}/terminar", status_code=303)
    async def terminar(self, request: Peticion, portal: PortalDep, enlace: Numero) -> Redirect:
        """Nobody pays by it any more."""
        await owner.terminar(portal, request.user, enlace)
        return Redirect("/cuenta?hecho=enlace", status_code=303)
