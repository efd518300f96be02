"""Every component in every state that it can be in, for whoever changes how the portal looks. Development only."""

from litestar import Controller, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Template

from portal.clock import dia
from portal.controllers import PortalDep
from portal.controllers.pages import recibo
from portal.controllers.pages.components import samples
from portal.controllers.pages.debts import revision, view
from portal.controllers.pages.debts.eleccion import Filtro
from portal.controllers.pages.payment.comprobantes import plantilla
from portal.documents.grupos import por_plan
from portal.operations.portal import Portal
from portal.rules.debts.saldo import resumir
from portal.structs.deudas import Consulta
from portal.structs.pagos import Estado, EstadoPedido
from portal.structs.usuarios import Actor, Rol
from portal.texts.es.pagina import ASI_NO
from portal.web.language import translations
from portal.web.policies import PUBLICA

DEBTS = (
    *samples.CHOICES,
    "lo-minimo",
    "todo-lo-vencido",
    "error",
    "retenidas",
    "filtro-sin-nada",
    "sin-deudas",
    "bloqueado",
)
PAYMENTS = tuple(state.value.lower() for state in Estado)
REQUESTS = tuple(f"anulacion-{state.value.lower()}" for state in EstadoPedido)
# The page of a sample, where the real one would ask how the payment goes.
WITHOUT_CLOCK = {"pages/pago_en_verificacion.html": "pages/componentes_espera.html"}


class ComponentesPages(Controller):
    """Public, and of nobody: what it shows is made up, and no database is asked."""

    path = "/componentes"
    include_in_schema = False
    opt = PUBLICA

    @get("/")
    async def todos(self, portal: PortalDep) -> Template:
        """The components themselves, and the way to the pages that have one state at a time."""
        now = portal.clock()
        debts = samples.owed(dia(now))
        paid = samples.receipt(Estado.PAGADO, now)
        context = {
            "pagina": "componentes",
            "hoy": dia(now),
            "ahora": now,
            "debts": debts,
            "saldo": resumir(debts, dia(now)),
            "al_dia": resumir((), dia(now)),
            "estados": list(Estado),
            "pago": paid.pago,
            "eventos": paid.eventos,
            "grupos": por_plan(paid.items, translations()),
            "renglones": samples.day(),
            "faltas": samples.chosen(debts, samples.CHOICES["faltan-varias"], dia(now)).faltas,
            "enlaces": {"Deudas": DEBTS, "Pagos": PAYMENTS, "Pedidos": REQUESTS, "Revisión": ("revisar",)},
        }
        return Template("pages/componentes.html", context=context)

    @get("/{nombre:str}")
    async def uno(self, portal: PortalDep, nombre: FromPath[str]) -> Template:
        """A whole page in that state. Raises NotFoundException."""
        if nombre in PAYMENTS:
            return _payment(portal, Estado(nombre.upper()))
        if nombre in REQUESTS:
            return _payment(portal, Estado.PAGADO, EstadoPedido(nombre.removeprefix("anulacion-").upper()))
        if nombre in DEBTS:
            return await _debts(portal, nombre)
        if nombre != "revisar":
            raise NotFoundException
        debts, today = samples.owed(dia(portal.clock())), dia(portal.clock())
        cart = samples.chosen(debts, samples.choice("lo-minimo", debts, today), today)
        return Template("pages/revisar.html", context=revision.contexto(cart))


def _payment(portal: Portal, state: Estado, request: EstadoPedido | None = None) -> Template:
    shown = samples.receipt(state, portal.clock(), request)
    page = WITHOUT_CLOCK.get(plantilla(state), plantilla(state))
    return Template(page, context=recibo.contexto(portal, shown) | {"pagina": "historial"})


async def _debts(portal: Portal, name: str) -> Template:
    today = dia(portal.clock())
    debts = () if name == "sin-deudas" else samples.owed(today, overdue=6 if name == "bloqueado" else 3)
    asked = samples.asked(portal, debts)
    codes = (
        samples.choice(name, debts, today)
        if name in {*samples.CHOICES, "lo-minimo", "todo-lo-vencido"}
        else frozenset[str]()
    )
    if name == "error":
        codes = samples.CHOICES["faltan-varias"]
    cart = samples.chosen(debts, codes, today)
    held = samples.attempt(Estado.POR_VERIFICAR, portal.clock(), debts[:2])
    doubt = samples.attempt(Estado.DESCONOCIDO, portal.clock(), debts[:2])
    context = await view.contexto(
        portal,
        _customer(asked),
        asked,
        cart,
        Filtro(lugar="ninguno") if name == "filtro-sin-nada" else Filtro(),
        error=translations().gettext(ASI_NO) if name == "error" else "",
        retenciones={"A1": held, "W1": held, "B1": doubt} if name == "retenidas" else {},
        panorama=samples.around(debts, today),
    )
    if name != "bloqueado":
        return Template("pages/deudas.html", context=context)
    return Template("pages/bloqueado.html", context=context | {"grupos": por_plan(debts, translations())})


def _customer(asked: Consulta) -> Actor:
    return Actor(
        usuario_id=0, sid="", usuario=asked.usuario, nombre=asked.cliente, documento=asked.documento, rol=Rol.CLIENTE
    )
