"""What the customer owes, and the choice of what to pay."""

from litestar import Controller, get, post
from litestar.params import FromQuery
from litestar.response import Redirect, Template

from portal.controllers import Peticion, PortalDep
from portal.controllers.pages.debts.eleccion import Filtro, FormularioDeudas, filtro, leer
from portal.controllers.pages.debts.view import contexto
from portal.documents.grupos import por_plan
from portal.operations.debts import carrito, eleccion, panorama
from portal.operations.debts.eleccion import Ayuda
from portal.operations.debts.entrada import Entrada, entrar
from portal.operations.portal import Portal
from portal.rules.access.permisos import Acto
from portal.structs.deudas import Carrito, Consulta
from portal.texts.es.pagina import ASI_NO, ELEGI_ALGUNA, NO_CAMBIA
from portal.web import currency
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
        moneda: FromQuery[int | None] = None,
        lugar: FromQuery[str] = "",
        tipo: FromQuery[str] = "",
        vencidas: FromQuery[str] = "",
        anio: FromQuery[str] = "",
    ) -> Template:
        """A fresh consultation, with what was chosen before and still can be. A currency that is asked for is
        remembered."""
        listado = filtro(lugar, tipo, vencidas=bool(vencidas), anios=anio.split(","))
        return await pagina(portal, request, moneda, listado)

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
        """The listing as a filter, a help or an opened year leaves it, and its cart."""
        return await _responder(portal, request, "respuestas/listado.html")

    @post("/revisar", opt=para(Acto.CARRITO), status_code=303)
    async def revisar(self, request: Peticion, portal: PortalDep) -> Template | Redirect:
        """On to the review, or back here with what is missing."""
        elegida = await leer(request)
        consulta, elegido = await _elegir(portal, request, elegida)
        if not elegido.items:
            return await _rehusar(portal, request, consulta, elegido, elegida.filtro, ELEGI_ALGUNA, 422)
        if elegido.faltas:
            return await _rehusar(portal, request, consulta, elegido, elegida.filtro, ASI_NO, 409)
        return Redirect(f"/pagar/{consulta.idsession}", status_code=303)


async def pagina(
    portal: Portal, request: Peticion, moneda: int | None, con: Filtro, *, error: str = "", estado: int = 200
) -> Template:
    """The page of debts, or the one that tells a blocked customer where to go. moneda: the one asked for, if any.
    error: what has just gone wrong."""
    recordada = currency.chosen(request.cookies)
    entrada = await entrar(portal, request.user, moneda, recordada)
    pagina = await _mostrar(portal, request, entrada, con, error, estado)
    if moneda not in (None, recordada):
        pagina.cookies = [currency.cookie(portal.settings, entrada.consulta.moneda)]
    return pagina


async def _elegir(portal: Portal, request: Peticion, elegida: FormularioDeudas) -> tuple[Consulta, Carrito]:
    if elegida.ayuda is None:
        return await carrito.elegir(portal, request.user, elegida.idsession, elegida.seleccion)
    return await eleccion.ayudar(portal, request.user, elegida.idsession, elegida.seleccion, elegida.ayuda, elegida.en)


async def _responder(portal: Portal, request: Peticion, fragmentos: str) -> Template | Redirect:
    """Without JavaScript the choice is shown by its own page, which remembers it; and where it cannot be paid so, at
    once, with what is missing."""
    elegida = await leer(request)
    consulta, elegido = await _elegir(portal, request, elegida)
    if request.headers.get("hx-request") == "true":
        datos = await contexto(portal, request.user, consulta, elegido, elegida.filtro)
        return Template(fragmentos, context=datos | {"dichas": elegida.dichas} | _foco(elegida, elegido))
    if elegido.total is None and elegida.abierto is None:
        return await _rehusar(portal, request, consulta, elegido, elegida.filtro, ASI_NO, 409)
    lugar = f"#a-{elegida.abierto}" if elegida.abierto else ""
    return Redirect(f"/deudas?{elegida.filtro.consulta(consulta.moneda)}{lugar}", status_code=303)


async def _rehusar(
    portal: Portal, request: Peticion, consulta: Consulta, elegido: Carrito, con: Filtro, error: str, estado: int
) -> Template:
    retenciones = await eleccion.retenciones(portal, request.user, consulta)
    alrededor = await panorama.ver(portal, consulta, retenciones)
    entrada = Entrada(consulta, elegido, retenciones, alrededor)
    return await _mostrar(portal, request, entrada, con, translations().gettext(error), estado)


async def _mostrar(
    portal: Portal, request: Peticion, entrada: Entrada, con: Filtro, error: str, estado: int
) -> Template:
    datos = await contexto(
        portal,
        request.user,
        entrada.consulta,
        entrada.elegido,
        con,
        error=error,
        retenciones=entrada.retenciones,
        panorama=entrada.panorama,
    )
    if datos["bloqueo"] is not None:
        datos |= {"grupos": por_plan(entrada.consulta.deudas, translations())}
        return Template("pages/bloqueado.html", context=datos, status_code=estado)
    return Template("pages/deudas.html", context=datos, status_code=estado)


def _foco(elegida: FormularioDeudas, elegido: Carrito) -> dict[str, object]:
    """Where whoever pressed a button that is gone by now goes on: at the row beside which it stood, at the year that it
    opened, or at the list."""
    no_cambia = elegida.ayuda is Ayuda.HASTA and elegida.en not in {deuda.codmovimiento for deuda in elegido.items}
    return {
        "foco": elegida.en,
        "abierto": elegida.abierto,
        "vacia": elegida.ayuda is Ayuda.VACIAR,
        "no_cambia": translations().gettext(NO_CAMBIA) if no_cambia else "",
    }
