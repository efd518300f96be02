"""The plan of a lot: how far it is, what comes, and what would end it sooner."""

from decimal import Decimal

from litestar import Controller, get
from litestar.params import FromQuery
from litestar.response import Template

from portal.clock import dia
from portal.controllers import Peticion, PortalDep
from portal.controllers.pages.lotes.view import al_ritmo, direccion, mostrar, nombre
from portal.errors import DatoInvalido, NoEncontrado
from portal.imports import amounts
from portal.imports.defecto import Defecto
from portal.operations.historia import lotes
from portal.operations.historia.lotes import PlanVisto
from portal.rules.access.permisos import Acto
from portal.rules.debts.planes import Llave, Nombra
from portal.web.policies import para
from portal.web.problems import estado_de


class LotePages(Controller):
    """One address for each plan, and for whoever names none that of the first."""

    path = "/lote"
    include_in_schema = False

    @get("/", opt=para(Acto.LO_PROPIO))
    async def ver(
        self,
        request: Peticion,
        portal: PortalDep,
        plan: FromQuery[str] = "",
        lote: FromQuery[str] = "",
        moneda: FromQuery[str] = "",
        por_mes: FromQuery[str] = "",
    ) -> Template:
        """A plan, by its own name or by that of its lot. por_mes: what the customer thinks of paying each month."""
        todo = await lotes.leer(portal, request.user)
        hoy = dia(portal.clock())
        pedida = Llave(Nombra.PLAN, plan) if plan else Llave(Nombra.LOTE, lote) if lote else None
        visto = _elegido(todo.planes, pedida, moneda)
        contexto: dict[str, object] = {"pagina": "lote", "todo": todo, "visto": None, "error": None}
        if visto is None:
            return Template("pages/lote.html", context=contexto)
        vista = mostrar(visto, todo, hoy)
        error = fin = None
        try:
            if vista.minimo and por_mes.strip():
                fin = al_ritmo(vista.avance, _por_mes(por_mes, visto.moneda, vista.minimo), hoy)
        except DatoInvalido as dicho:
            error = dicho
        contexto |= {
            "visto": visto,
            "vista": vista,
            "otros": [(direccion(cada), nombre(cada), cada is visto) for cada in todo.planes],
            "por_mes": por_mes,
            "fin": fin,
            "hoy": hoy,
            "error": error,
        }
        return Template("pages/lote.html", context=contexto, status_code=estado_de(error))


def _elegido(planes: tuple[PlanVisto, ...], pedida: Llave | None, moneda: str) -> PlanVisto | None:
    """The one that was asked for, or the first; None where there is none at all. Raises NoEncontrado for another's."""
    if pedida is None:
        return next(iter(planes), None)
    for visto in planes:
        if visto.llave == pedida and moneda in ("", str(visto.moneda)):
            return visto
    raise NoEncontrado("plan-desconocido")


def _por_mes(texto: str, moneda: int, minimo: Decimal) -> Decimal:
    try:
        importe = amounts.importe("", texto, moneda)
    except Defecto:
        importe = Decimal(0)
    if importe < minimo:
        raise DatoInvalido("importe-por-mes", campo="por_mes")
    return importe
