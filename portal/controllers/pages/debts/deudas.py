"""What the customer owes, and the choice of what to pay."""

from collections.abc import Mapping

from litestar import Controller, get, post
from litestar.params import FromQuery
from litestar.response import Redirect, Template

from portal import money
from portal.controllers import Peticion, PortalDep
from portal.controllers.pages.debts.eleccion import Filtro, FormularioDeudas, filtro, leer
from portal.controllers.pages.debts.view import contexto
from portal.documents.grupos import por_plan
from portal.operations.debts import carrito, eleccion
from portal.operations.portal import Portal
from portal.rules.access.permisos import Acto
from portal.structs.deudas import Carrito, Consulta
from portal.structs.pagos import Pago
from portal.texts.es.pagina import ASI_NO, ELEGI_ALGUNA
from portal.web.language import translations
from portal.web.policies import para


class DeudasPages(Controller):
    """Every form here posts the whole choice; what it answers is a page, or fragments for htmx."""

    path = "/deudas"
    include_in_schema = False

    @get("/", opt=para(Acto.LO_PROPIO))
    async def ver(
        self,
        request: Peticion,
        portal: PortalDep,
        moneda: FromQuery[int] = 1,
        lugar: FromQuery[str] = "",
        tipo: FromQuery[str] = "",
        vencidas: FromQuery[str] = "",
    ) -> Template:
        """A fresh consultation, with what was chosen before and still can be."""
        return await pagina(portal, request, moneda, filtro(lugar, tipo, vencidas=bool(vencidas)))

    @get(["/carrito", "/listado", "/revisar"], opt=para(Acto.CARRITO))
    async def volver(self) -> Redirect:
        """Addresses of forms, opened by hand or reloaded after a refusal."""
        return Redirect("/deudas", status_code=303)

    @post("/carrito", opt=para(Acto.CARRITO), status_code=200)
    async def elegir(self, request: Peticion, portal: PortalDep) -> Template | Redirect:
        """The cart of that choice, and the reasons beside the rows."""
        return await _responder(portal, request, "respuestas/carrito.html")

    @post("/listado", opt=para(Acto.CARRITO), status_code=200)
    async def listar(self, request: Peticion, portal: PortalDep) -> Template | Redirect:
        """The listing as a filter or a help leaves it, and its cart."""
        return await _responder(portal, request, "respuestas/listado.html")

    @post("/revisar", opt=para(Acto.CARRITO), status_code=303)
    async def revisar(self, request: Peticion, portal: PortalDep) -> Template | Redirect:
        """On to the review, or back here with what is missing."""
        elegida = await leer(request)
        consulta, elegido = await _elegir(portal, request, elegida)
        if not elegido.items:
            return await _mostrar(
                portal, request, consulta, elegido, elegida.filtro, translations().gettext(ELEGI_ALGUNA), 422
            )
        if elegido.faltas:
            return await _mostrar(
                portal, request, consulta, elegido, elegida.filtro, translations().gettext(ASI_NO), 409
            )
        return Redirect(f"/pagar/{consulta.idsession}", status_code=303)


async def pagina(
    portal: Portal, request: Peticion, moneda: int, con: Filtro, *, error: str = "", estado: int = 200
) -> Template:
    """The page of debts, or the one that tells a blocked customer where to go. error: what has just gone wrong."""
    codigo = money.moneda(moneda).codigo
    consulta, elegido, retenidas = await carrito.mis_deudas_y_retenidas(portal, request.user, codigo)
    nadie: dict[str, Pago] = {}
    return await _mostrar(portal, request, consulta, elegido, con, error, estado, None if retenidas else nadie)


async def _elegir(portal: Portal, request: Peticion, elegida: FormularioDeudas) -> tuple[Consulta, Carrito]:
    if elegida.ayuda is None:
        return await carrito.elegir(portal, request.user, elegida.idsession, elegida.seleccion)
    return await eleccion.ayudar(
        portal, request.user, elegida.idsession, elegida.seleccion, elegida.ayuda, elegida.hasta
    )


async def _responder(portal: Portal, request: Peticion, fragmentos: str) -> Template | Redirect:
    """Without JavaScript a choice that the cart holds is shown by its own page, and any other at once: a page that
    was loaded anew would have forgotten it."""
    elegida = await leer(request)
    consulta, elegido = await _elegir(portal, request, elegida)
    if request.headers.get("hx-request") == "true":
        datos = await contexto(portal, request.user, consulta, elegido, elegida.filtro)
        return Template(fragmentos, context=datos | {"dichas": elegida.dichas})
    if elegido.total is None:
        return await _mostrar(portal, request, consulta, elegido, elegida.filtro, translations().gettext(ASI_NO), 409)
    return Redirect(f"/deudas?{elegida.filtro.consulta(consulta.moneda)}", status_code=303)


async def _mostrar(
    portal: Portal,
    request: Peticion,
    consulta: Consulta,
    elegido: Carrito,
    con: Filtro,
    error: str,
    estado: int,
    retenciones: Mapping[str, Pago] | None = None,
) -> Template:
    datos = await contexto(portal, request.user, consulta, elegido, con, error=error, retenciones=retenciones)
    if datos["bloqueo"] is not None:
        datos |= {"grupos": por_plan(consulta.deudas, translations())}
        return Template("pages/bloqueado.html", context=datos, status_code=estado)
    return Template("pages/deudas.html", context=datos, status_code=estado)
