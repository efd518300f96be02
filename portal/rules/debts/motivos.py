"""Which parts of a debt's name a refusal tells; portal/texts says them."""

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import structs

from portal.rules.debts.planes import Llave, Planes
from portal.rules.debts.series import es_servicio
from portal.structs.deudas import Deuda, Tipo
from portal.texts.named import DeudaNombrada, PlanNombrado, Vence


class Nombres:
    """Names within one customer's debts: the plan and the lot are told only where there are several.

    Without `hoy` a date is told without saying whether it is past.
    """

    def __init__(self, deudas: Sequence[Deuda], planes: Planes, hoy: date | None) -> None:
        self._hoy = hoy
        self._planes = planes
        self._varios_planes = sum(1 for plan in planes.todos() if plan.cuotas) > 1
        self._varios_lotes = len({deuda.lote for deuda in deudas if es_servicio(deuda)}) > 1

    def una(self, deuda: Deuda) -> DeudaNombrada:
        """An instalment by its number and plan, anything else by its description and lot."""
        if deuda.tipo is Tipo.CUOTA and deuda.nro_cuota is not None:
            llaves = self._planes.de(deuda)
            return DeudaNombrada(cuota=deuda.nro_cuota, plan=self.del_plan(llaves[0]) if len(llaves) == 1 else None)
        lote = deuda.lote if es_servicio(deuda) and deuda.lote and self._varios_lotes else ""
        return DeudaNombrada(descripcion=deuda.descripcion, lote=lote)

    def varias(self, deudas: Iterable[Deuda]) -> tuple[DeudaNombrada, ...]:
        """Several, in their order."""
        return tuple(self.una(deuda) for deuda in deudas)

    def con_fecha(self, deudas: Iterable[Deuda]) -> tuple[DeudaNombrada, ...]:
        """Several, in their order, each with its due date."""
        return tuple(structs.replace(self.una(deuda), vence=self._vence(deuda)) for deuda in deudas)

    def del_plan(self, cual: Llave) -> PlanNombrado | None:
        """Its plan, or the lot of one that has no other name; None where the customer has a single one."""
        return PlanNombrado(cual.nombra, cual.nombre) if self._varios_planes else None

    def _vence(self, deuda: Deuda) -> Vence:
        return Vence(deuda.vencimiento, deuda.vencimiento < self._hoy if self._hoy else None)
