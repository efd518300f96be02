"""What was paid, with what it was for."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from portal.structs.deudas import Deuda
from portal.structs.pagos import Pago


class PagoDetallado(Struct, frozen=True):
    """An attempt, and its debts as they were when it began."""

    pago: Pago
    items: tuple[Deuda, ...]


class Suerte(StrEnum):
    """What became of an attempt, as its customer sorts them."""

    PAGADO = "pagado"
    EN_CURSO = "en-curso"
    RECHAZADO = "rechazado"
    ANULADO = "anulado"


class FiltroHistoria(Struct, frozen=True, kw_only=True):
    """Which attempts are told; what is None or empty asks for all. desde, hasta: days, both told."""

    desde: date | None = None
    hasta: date | None = None
    lugar: str = ""
    suerte: Suerte | None = None


class MesPagado(Struct, frozen=True, kw_only=True):
    """The attempts of a month, newest first; `sumas`: by currency, what was paid."""

    primero: date
    pagos: tuple[PagoDetallado, ...]
    sumas: tuple[tuple[int, Decimal], ...]


class Historia(Struct, frozen=True, kw_only=True):
    """Whole months, newest first. lugares: an item of each plan or lot that they name. anterior: the day to go on from,
    if there is more. vacia: there is nothing at all, whatever is asked for."""

    meses: tuple[MesPagado, ...]
    sumas: tuple[tuple[int, Decimal], ...]
    pagados: int
    desde: date | None
    lugares: tuple[tuple[str, tuple[Deuda, ...]], ...]
    anterior: date | None
    vacia: bool
