"""How a refusal names debts: as people do, with dates, and never more than three."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from portal.rules.planes import Clave, Planes
from portal.rules.series import es_servicio
from portal.structs.deudas import Deuda, Tipo

NOMBRADAS = 3


class Nombres:
    """Names within one customer's debts: the plan and the lot are told only where there are several.

    Without `hoy` a date is told without saying whether it is past.
    """

    def __init__(self, deudas: Sequence[Deuda], planes: Planes, hoy: date | None) -> None:
        self._hoy = hoy
        self._planes = planes
        self._varios_planes = sum(1 for plan in planes.todos() if plan.cuotas) > 1
        self._varios_lotes = len({deuda.lote for deuda in deudas if es_servicio(deuda)}) > 1

    def una(self, deuda: Deuda) -> str:
        """Such as: la cuota 7 del plan 1204."""
        if deuda.tipo is Tipo.CUOTA and deuda.nro_cuota is not None:
            claves = self._planes.de(deuda)
            return f"la cuota {deuda.nro_cuota}{self.del_plan(claves[0]) if len(claves) == 1 else ''}"
        lote = f" del lote {deuda.lote}" if es_servicio(deuda) and deuda.lote and self._varios_lotes else ""
        return f"“{deuda.descripcion}”{lote}"

    def varias(self, deudas: Iterable[Deuda]) -> str:
        """Such as: la cuota 7, la cuota 8 y “Agua de mayo”."""
        return enumerar([self.una(deuda) for deuda in deudas])

    def con_fecha(self, deudas: Sequence[Deuda]) -> str:
        """Such as: la cuota 7, que venció el 10/06/2026."""
        if len(deudas) == 1:
            return f"{self.una(deudas[0])}, que {self._vence(deudas[0])}"
        return enumerar([f"{self.una(deuda)} ({self._vence(deuda)})" for deuda in deudas])

    def del_plan(self, cual: Clave) -> str:
        """Such as " del plan 1204", or " del lote 7" for one that has no other name; empty where the customer has a
        single one."""
        return f" del {cual.nombra} {cual.nombre}" if self._varios_planes else ""

    def _vence(self, deuda: Deuda) -> str:
        paso = self._hoy is not None and deuda.vencimiento < self._hoy
        verbo = "venció" if paso else "vence" if self._hoy else "tiene vencimiento"
        return f"{verbo} el {deuda.vencimiento:%d/%m/%Y}"


def enumerar(nombres: Sequence[str]) -> str:
    """In Spanish: "a", "a y b", "a, b y c", "a, b, c y 4 más"; "e" before the sound of i."""
    distintos = list(dict.fromkeys(nombres))
    if len(distintos) > NOMBRADAS:
        distintos = [*distintos[:NOMBRADAS], f"{len(distintos) - NOMBRADAS} más"]
    *primeros, ultimo = distintos
    if not primeros:
        return ultimo
    conjuncion = "e" if re.match("“?h?[ií]", ultimo, re.IGNORECASE) else "y"
    return f"{', '.join(primeros)} {conjuncion} {ultimo}"
