"""Movements that have to go before one another: several rows may share a codmovimiento, and each has its own date."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import TypeAlias

from portal.rules.debts.planes import Llave, Planes
from portal.rules.debts.series import posicion
from portal.structs.deudas import Deuda, Tipo

Serie: TypeAlias = tuple[Llave, Tipo]
Lugar: TypeAlias = tuple[date, int]
# In each series (plan and kind) that a movement has rows of, where the first and the last of them stand.
Extremos: TypeAlias = dict[Serie, tuple[Lugar, Lugar]]


def en_circulo(deudas: Iterable[Deuda], planes: Planes, codmovimiento: str, entre: Collection[str]) -> frozenset[str]:
    """Those of `entre` that rule 3 wants both before and after that movement, be it by way of others of them."""
    extremos: dict[str, Extremos] = {codmovimiento: {}}
    for deuda in deudas:
        if deuda.tipo in (None, Tipo.CANCELACION):
            continue
        if deuda.codmovimiento in entre or deuda.codmovimiento == codmovimiento:
            suyos = extremos.setdefault(deuda.codmovimiento, {})
            for llave in planes.de(deuda):
                primero, ultimo = suyos.get((llave, deuda.tipo), (posicion(deuda), posicion(deuda)))
                suyos[llave, deuda.tipo] = min(primero, posicion(deuda)), max(ultimo, posicion(deuda))
    antes = _alcanzadas(extremos, codmovimiento, hacia_atras=True)
    return frozenset(antes & _alcanzadas(extremos, codmovimiento, hacia_atras=False) - {codmovimiento})


def _alcanzadas(extremos: dict[str, Extremos], desde: str, *, hacia_atras: bool) -> set[str]:
    """What has to go before (or after) it, what before that, and so on. Each turn reaches one more at least."""
    alcanzadas: set[str] = set()
    nuevas = {desde}
    hasta: dict[Serie, Lugar] = {}
    while nuevas:
        alcanzadas |= nuevas
        for nueva in nuevas:
            for serie, (primero, ultimo) in extremos[nueva].items():
                previo = hasta.get(serie)
                if hacia_atras:
                    hasta[serie] = ultimo if previo is None else max(previo, ultimo)
                else:
                    hasta[serie] = primero if previo is None else min(previo, primero)
        nuevas = {
            otra
            for otra, suyos in extremos.items()
            if otra not in alcanzadas
            and any(
                serie in hasta and (primero < hasta[serie] if hacia_atras else ultimo > hasta[serie])
                for serie, (primero, ultimo) in suyos.items()
            )
        }
    return alcanzadas
