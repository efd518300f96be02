"""What is about to be paid, for a last look: plan by plan, a long list folded."""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from portal.controllers.pages.debts.sayings import cuantas_elegidas
from portal.documents.grupos import por_plan
from portal.rules.debts.comision import tasa
from portal.structs.deudas import Carrito, Deuda
from portal.web.language import translations

# So many of a plan are listed; one more would take no less room than the fold of the others.
A_LA_VISTA = 4


class Grupo(Struct, frozen=True):
    """A plan's items: the first of them, and those that are folded."""

    nombre: str
    vistas: Sequence[Deuda]
    plegadas: Sequence[Deuda]

    @property
    def suma(self) -> Decimal:
        """What the folded ones come to."""
        return sum((deuda.importe for deuda in self.plegadas), Decimal(0))


def contexto(carrito: Carrito) -> dict[str, object]:
    """A cart that can be paid."""
    comision = carrito.comision or Decimal(0)
    return {
        "pagina": "deudas",
        "carrito": carrito,
        "cuantas": cuantas_elegidas(carrito),
        "tasa": tasa(carrito.subtotal, comision, carrito.moneda),
        "grupos": [_grupo(nombre, suyas) for nombre, suyas in por_plan(carrito.items, translations())],
    }


def _grupo(nombre: str, suyas: Sequence[Deuda]) -> Grupo:
    vistas = len(suyas) if len(suyas) <= A_LA_VISTA + 1 else A_LA_VISTA
    return Grupo(nombre, suyas[:vistas], suyas[vistas:])
