"""What the portal offers to choose of what is overdue, and what each choice leaves."""

from collections.abc import Collection
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from portal.rules.debts.carrito import Deudas
from portal.rules.debts.series import ordenadas, vencidas
from portal.structs.deudas import Deuda


class Cual(StrEnum):
    """The two choices (DOMAIN: the minimum, and everything overdue)."""

    MINIMO = "minimo"
    VENCIDO = "vencido"


class Opcion(Struct, frozen=True, kw_only=True):
    """subtotal: without the commission. quedan: what is still overdue once it is paid, the oldest first."""

    cual: Cual
    elegidas: frozenset[str]
    subtotal: Decimal
    quedan: tuple[Deuda, ...]


def ofrecer(suyas: Deudas, tomadas: Collection[str]) -> list[Opcion]:
    """The least that can be paid of what is overdue, and all of it; only the second where they are the same. Without
    what other payments have (tomadas), and only what can be paid so."""
    todo = suyas.todo_lo_vencido().difference(tomadas)
    minimo = suyas.lo_minimo().difference(tomadas)
    candidatas = {Cual.MINIMO: minimo if minimo != todo else frozenset(), Cual.VENCIDO: todo}
    return [
        _opcion(suyas, cual, elegidas, tomadas)
        for cual, elegidas in candidatas.items()
        if elegidas and not suyas.faltas(elegidas, suyas.planes.por_llave)
    ]


def _opcion(suyas: Deudas, cual: Cual, elegidas: frozenset[str], tomadas: Collection[str]) -> Opcion:
    pagadas = elegidas.union(tomadas)
    quedan = (deuda for deuda in vencidas(suyas.deudas, suyas.hoy) if deuda.codmovimiento not in pagadas)
    return Opcion(
        cual=cual,
        elegidas=elegidas,
        subtotal=sum((deuda.importe for deuda in suyas.deudas if deuda.codmovimiento in elegidas), Decimal(0)),
        quedan=tuple(ordenadas(quedan)),
    )
