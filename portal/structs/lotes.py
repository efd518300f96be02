"""The plan of a lot, as its owner looks at it."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from portal.structs.deudas import Deuda


class Marca(StrEnum):
    """How an instalment is."""

    PAGADA = "pagada"
    VENCIDA = "vencida"
    POR_VENIR = "por-venir"


class CuotaMarcada(Struct, frozen=True, kw_only=True):
    """One instalment of a plan. nro: None where the ERP does not tell. vence: its day, or that which it has by the
    others' numbers; None where nothing tells. importe: None where it is known of no row."""

    marca: Marca
    nro: int | None
    vence: date | None
    importe: Decimal | None


class Avance(Struct, frozen=True, kw_only=True):
    """Every instalment of a plan that is known or follows from the others' numbers, in order.

    total: how many the plan has; None where no row tells. ajenas: paid ones that no receipt of the portal shows.
    supuestas: those still to come that the ERP does not list yet, of the same amount as the last that it lists.
    """

    cuotas: tuple[CuotaMarcada, ...]
    total: int | None
    ajenas: int
    supuestas: int
    valor: Decimal | None

    def cuantas(self, marca: Marca) -> int:
        """How many are so."""
        return sum(cuota.marca == marca for cuota in self.cuotas)

    def suma(self, marca: Marca) -> Decimal:
        """What those come to whose amount is known."""
        return sum((cuota.importe or Decimal(0) for cuota in self.cuotas if cuota.marca == marca), Decimal(0))

    @property
    def termina(self) -> date | None:
        """When the last one is due; None where there is none to come, or its day is not known."""
        ultima = self.cuotas[-1] if self.cuotas else None
        return ultima.vence if ultima and ultima.marca is not Marca.PAGADA and self.total else None


class MesPorVenir(Struct, frozen=True, kw_only=True):
    """What falls due in a month, in order."""

    primero: date
    deudas: tuple[Deuda, ...]
    suma: Decimal


class MesDelPlan(Struct, frozen=True, kw_only=True):
    """What fell due in a month, and how much of it is paid."""

    primero: date
    vencia: Decimal
    pagado: Decimal

    @property
    def falta(self) -> Decimal:
        """What is still owed of it."""
        return self.vencia - self.pagado
