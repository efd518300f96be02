"""What the staff find when they come in."""

from datetime import date, datetime
from decimal import Decimal

from msgspec import Struct

from portal.structs.casos import CasoTardio
from portal.structs.finanzas import Desacuerdo, RenglonCierre


class Montos(Struct, frozen=True, kw_only=True):
    """So many things that wait, and what they come to in each currency. hay_mas: they are the first ones of more."""

    cuantos: int
    sumas: tuple[tuple[int, Decimal], ...]
    hay_mas: bool = False


class Contados(Struct, frozen=True, kw_only=True):
    """How much waits for a person, for the menu."""

    cuantos: int
    hay_mas: bool = False


class Pendientes(Struct, frozen=True, kw_only=True):
    """What only a person can decide, list by list; no list tells more than its limit."""

    dudosos: Montos
    segundas: Montos
    pedidos: Montos
    casos: Montos
    diferencias: Montos


class DiaSumado(Struct, frozen=True, kw_only=True):
    """What a day brought, all channels and each, and whether its figures were kept. cambio: they are no longer those.
    diferencias: of its payments, or of an extract that begins with it, not explained yet."""

    dia: date
    renglones: tuple[RenglonCierre, ...]
    sumas: dict[int, RenglonCierre]
    cerrado: bool
    cambio: bool
    diferencias: int

    @property
    def pagados(self) -> int:
        """Payments of it, in all currencies."""
        return sum(suma.pagados for suma in self.sumas.values())

    @property
    def anulados(self) -> int:
        """Those of them that were reversed that day."""
        return sum(suma.anulados for suma in self.sumas.values())

    def neto(self, moneda: int) -> Decimal:
        """What stays of it in that currency."""
        return self.sumas[moneda].neto if moneda in self.sumas else Decimal(0)


class Hoy(Struct, frozen=True, kw_only=True):
    """The desk as it is. mas_viejo: since when the oldest doubt waits; urgente: the late case whose time ends first;
    tipos: of what kinds the differences are; dias: the last ones, today's at the end."""

    ahora: datetime
    pendientes: Pendientes
    mas_viejo: datetime | None
    urgente: CasoTardio | None
    tipos: tuple[tuple[Desacuerdo, int], ...]
    dias: tuple[DiaSumado, ...]


class MesVisto(Struct, frozen=True, kw_only=True):
    """A month's days, the last one first, none that has not come. antes and despues: the first days of the months
    beside it, where there can be payments. hay_mas: more differences wait than were counted."""

    mes: date
    dias: tuple[DiaSumado, ...]
    sumas: dict[int, RenglonCierre]
    antes: date | None
    despues: date | None
    hay_mas: bool

    @property
    def pagados(self) -> int:
        """Payments of it, in all currencies."""
        return sum(cada.pagados for cada in self.dias)

    @property
    def anulados(self) -> int:
        """Those of them that were reversed on their own day."""
        return sum(cada.anulados for cada in self.dias)
