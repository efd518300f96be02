"""What the templates of debts and cart need."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from gettext import NullTranslations

from msgspec import Struct

from portal.clock import dia
from portal.controllers.pages.debts.eleccion import Filtro
from portal.controllers.pages.debts.listado import filas, lugares, secciones, tipos
from portal.controllers.pages.recibo import falta
from portal.formats import dinero
from portal.money import MONEDAS, moneda
from portal.operations.debts import eleccion
from portal.operations.debts.eleccion import Ayuda
from portal.operations.portal import Portal
from portal.rules.debts.carrito import Deudas
from portal.rules.debts.saldo import resumir
from portal.structs.deudas import Carrito, Consulta
from portal.structs.pagos import Pago
from portal.structs.usuarios import Actor
from portal.texts.es import pagina
from portal.web.language import translations

CABEN = 6
# From so many debts on, a filter saves more time than it takes room.
FILTRABLES = 8


async def contexto(
    portal: Portal,
    actor: Actor,
    consulta: Consulta,
    carrito: Carrito,
    filtro: Filtro,
    *,
    error: str = "",
    retenciones: Mapping[str, Pago] | None = None,
) -> dict[str, object]:
    """The context of the page and of both its fragments. error: a sentence for the summary at the top. retenciones:
    which open payment holds each debt, where the caller knows it."""
    ahora = portal.clock()
    hoy = dia(ahora)
    if retenciones is None:
        retenciones = await eleccion.retenciones(portal, actor, consulta)
    suyas = Deudas(consulta.deudas, hoy)
    todas = filas(consulta, carrito, hoy, retenciones)
    listadas, ocultas = secciones(todas, filtro)
    los_lugares, los_tipos = lugares(consulta.deudas), tipos(consulta.deudas)
    return {
        "pagina": "deudas",
        "consulta": consulta,
        "carrito": carrito,
        "filtro": filtro,
        "filtrable": len(los_lugares) > 1 or len(los_tipos) > 1 or len(todas) > FILTRABLES,
        "lugares": los_lugares,
        "tipos": los_tipos,
        "cuotas": [cuota for plan in suyas.planes.todos() for cuota in plan.cuotas],
        "varios": len(los_lugares) > 1,
        "filas": todas,
        "secciones": listadas,
        "ocultas": ocultas,
        "saldo": resumir(consulta.deudas, hoy),
        "sugerencias": sugerencias(suyas, retenciones),
        "bloqueo": suyas.bloqueo(),
        "simbolo": moneda(consulta.moneda).simbolo,
        "monedas": MONEDAS,
        "ahora": ahora,
        "hoy": hoy,
        "restan": {codigo: falta(pago.vence - ahora) for codigo, pago in retenciones.items()},
        "caben": CABEN,
        "frase": _frase(carrito, translations()),
        "anuncio": _anuncio(carrito, translations()),
        "problema": None,
        "error": error,
    }


class Sugerencia(Struct, frozen=True):
    """What the portal offers to choose, and its amount without the commission, which only the cart knows."""

    ayuda: Ayuda
    titulo: str
    importe: Decimal


def sugerencias(suyas: Deudas, retenidas: Collection[str]) -> list[Sugerencia]:
    """The least that can be paid of what is overdue, and all of it; only the second where they are the same."""
    minimo = suyas.lo_minimo().difference(retenidas)
    vencido = suyas.todo_lo_vencido().difference(retenidas)
    ofrecidas = [(Ayuda.MINIMO, pagina.LO_MINIMO, minimo if minimo != vencido else frozenset())]
    ofrecidas.append((Ayuda.VENCIDO, pagina.TODO_LO_VENCIDO, vencido))
    return [
        Sugerencia(
            ayuda,
            titulo,
            sum((deuda.importe for deuda in suyas.deudas if deuda.codmovimiento in elegidas), Decimal(0)),
        )
        for ayuda, titulo, elegidas in ofrecidas
        if elegidas
    ]


def _cuantas(carrito: Carrito) -> int:
    return len({deuda.codmovimiento for deuda in carrito.items})


def _frase(carrito: Carrito, t: NullTranslations) -> str:
    """Under the thumb, on the bar of a phone."""
    cuantas = _cuantas(carrito)
    if carrito.faltas:
        return t.gettext(pagina.FALTA_ALGO)
    if not cuantas:
        return t.gettext(pagina.NADA_ELEGIDO)
    return t.ngettext(*pagina.CON_COMISION, cuantas) % {"cuantas": cuantas}


def _anuncio(carrito: Carrito, t: NullTranslations) -> str:
    """For whoever listens to the page instead of looking at it."""
    cuantas = _cuantas(carrito)
    elegidas = t.ngettext(*pagina.ELEGIDAS, cuantas) % {"cuantas": cuantas}
    if carrito.faltas:
        return t.gettext(pagina.ASI_NO_PORQUE) % {"elegidas": elegidas, "motivo": carrito.faltas[0].en(t)}
    if carrito.total is None or not cuantas:
        return t.gettext(pagina.NINGUNA_ELEGIDA)
    importe = dinero(carrito.total, carrito.moneda, t)
    return t.gettext(pagina.TOTAL_ELEGIDO) % {"elegidas": elegidas, "importe": importe}
