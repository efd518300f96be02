"""What the templates of debts and cart need."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from portal.clock import dia
from portal.controllers.pages.debts import sayings
from portal.controllers.pages.debts.eleccion import Filtro
from portal.controllers.pages.debts.listado import FilaDeuda, filas, listar, lugares, tipos
from portal.controllers.pages.recibo import falta
from portal.money import MONEDAS
from portal.operations.debts import eleccion
from portal.operations.debts.panorama import Ofrecida, Panorama
from portal.operations.portal import Portal
from portal.rules.debts.carrito import Deudas
from portal.rules.debts.comision import tasa
from portal.rules.debts.opciones import ofrecer
from portal.rules.debts.remedio import remedio
from portal.rules.debts.saldo import resumir
from portal.structs.deudas import Carrito, Consulta
from portal.structs.pagos import Pago
from portal.structs.usuarios import Actor
from portal.texts.es.pagina import OPCIONES
from portal.texts.values import NOMBRADAS
from portal.web.language import translations

CABEN = 6
# From so many debts on, a filter saves more time than it takes room.
FILTRABLES = 8
# So many years are folded each by itself; those that follow are in one fold more.
ANIOS = 8


class EnPago(Struct, frozen=True, kw_only=True):
    """A payment under way. lleva: what it has, in words. resta: how long is left of it, in words, '' when nothing is.
    propio: whoever looks may go on with it, or leave it."""

    pago: Pago
    lleva: str
    resta: str
    propio: bool


async def contexto(
    portal: Portal,
    actor: Actor,
    consulta: Consulta,
    carrito: Carrito,
    filtro: Filtro,
    *,
    error: str = "",
    retenciones: Mapping[str, Pago] | None = None,
    panorama: Panorama = Panorama(),  # noqa: B008 - it cannot change
) -> dict[str, object]:
    """The context of the page and of its fragments. error: a sentence for the summary at the top. retenciones: which
    open payment holds each debt, where the caller knows it. panorama: what only the page shows."""
    ahora, t = portal.clock(), translations()
    hoy = dia(ahora)
    if retenciones is None:
        retenciones = await eleccion.retenciones(portal, actor, consulta)
    suyas = Deudas(consulta.deudas, hoy)
    todas = filas(consulta, carrito, hoy, retenciones)
    elegidas = frozenset(deuda.codmovimiento for deuda in carrito.items)
    cura = remedio(suyas, elegidas, carrito.faltas, retenciones)
    faltantes = _filas_de(todas, (deuda.codmovimiento for deuda in cura.entran))[:NOMBRADAS]
    listado = listar(todas, filtro, {fila.orden for fila in faltantes})
    los_lugares, los_tipos = lugares(consulta.deudas), tipos(consulta.deudas)
    return {
        "pagina": "deudas",
        "consulta": consulta,
        "carrito": carrito,
        "cuantas": sayings.cuantas_elegidas(carrito),
        "tasa": None if carrito.comision is None else tasa(carrito.subtotal, carrito.comision, carrito.moneda),
        "filtro": filtro,
        "filtrable": len(los_lugares) > 1 or len(los_tipos) > 1 or len(todas) > FILTRABLES,
        "lugares": los_lugares,
        "tipos": los_tipos,
        "varios": len(los_lugares) > 1,
        "filas": todas,
        "listado": listado,
        "anios": (listado.anios[:ANIOS], listado.anios[ANIOS:]),
        "saldo": resumir(consulta.deudas, hoy, retenciones),
        "otras": {cual: saldo for cual, saldo in panorama.otras.items() if saldo.total},
        "ofrecidas": [_ofrecida(cada, elegidas, suyas) for cada in panorama.ofrecidas],
        "puestas": [(cada.cual, cada.elegidas == elegidas) for cada in ofrecer(suyas, retenciones)],
        "bloqueo": suyas.bloqueo(),
        "monedas": MONEDAS,
        "ahora": ahora,
        "hoy": hoy,
        "en_pago": _en_pago(todas, consulta, ahora),
        "caben": CABEN,
        "cura": cura,
        "falta": sayings.problema(carrito, cura, suyas.nombres, t),
        "faltantes": [fila for fila in faltantes if fila.orden in listado.listadas],
        "frase": sayings.cuenta(carrito, t),
        "anuncio": sayings.anuncio(carrito, t),
        "foco": "",
        "abierto": None,
        "vacia": False,
        "no_cambia": "",
        "problema": None,
        "error": error,
    }


class OpcionVista(Struct, frozen=True, kw_only=True):
    """A choice that is offered, as its button says it."""

    cual: str
    titulo: str
    ofrecida: Ofrecida
    deja: str
    puesta: bool


def _ofrecida(cada: Ofrecida, elegidas: frozenset[str], suyas: Deudas) -> OpcionVista:
    t = translations()
    return OpcionVista(
        cual=cada.opcion.cual,
        titulo=t.gettext(OPCIONES[cada.opcion.cual]),
        ofrecida=cada,
        deja=sayings.deja(cada, suyas.nombres, t),
        puesta=cada.opcion.elegidas == elegidas,
    )


def _en_pago(todas: Sequence[FilaDeuda], consulta: Consulta, ahora: datetime) -> list[EnPago]:
    """Each payment once."""
    suyas: dict[int, list[FilaDeuda]] = {}
    for fila in todas:
        if fila.pago is not None:
            suyas.setdefault(fila.pago.id, []).append(fila)
    t = translations()
    return [
        EnPago(
            pago=pago,
            lleva=sayings.lleva([fila.deuda for fila in de_ese], t),
            resta=falta(pago.vence - ahora),
            propio=pago.usuario == consulta.usuario,
        )
        for de_ese in suyas.values()
        if (pago := de_ese[0].pago) is not None
    ]


def _filas_de(todas: Sequence[FilaDeuda], codigos: Iterable[str]) -> list[FilaDeuda]:
    cuales = frozenset(codigos)
    return [fila for fila in todas if fila.deuda.codmovimiento in cuales]
