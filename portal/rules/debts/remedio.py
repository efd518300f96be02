"""What mends a choice in one go, whatever is wrong with it."""

from collections.abc import Collection

from msgspec import Struct

from portal.rules.debts.carrito import Deudas
from portal.rules.debts.series import ordenadas
from portal.structs.deudas import Deuda, Falta


class Remedio(Struct, frozen=True):
    """The debts that enter the choice and those that leave it, the oldest first."""

    entran: tuple[Deuda, ...] = ()
    salen: tuple[Deuda, ...] = ()


def remedio(
    suyas: Deudas, elegidas: frozenset[str], faltas: Collection[Falta], tomadas: Collection[str] = ()
) -> Remedio:
    """What following every reason changes; nothing where no reason tells what would help. tomadas: what other payments
    have, which nobody may choose."""
    if not any(falta.faltan or falta.sobran for falta in faltas):
        return Remedio()
    fuera = frozenset(codigo for falta in faltas for codigo in falta.sobran).union(tomadas)
    queda = suyas.completar(elegidas - fuera) - fuera
    unas = {deuda.codmovimiento: deuda for deuda in reversed(ordenadas(suyas.deudas))}
    return Remedio(
        tuple(ordenadas(deuda for codigo, deuda in unas.items() if codigo in queda - elegidas)),
        tuple(ordenadas(deuda for codigo, deuda in unas.items() if codigo in elegidas - queda)),
    )
