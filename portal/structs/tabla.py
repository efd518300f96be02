"""Payments as a table: what is asked for, and what is shown."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from portal.structs.pagos import Estado, Pago


class OrdenDeTabla(StrEnum):
    """By when they began or by their total, each from either end."""

    NUEVOS = "nuevos"
    VIEJOS = "viejos"
    MAYORES = "mayores"
    MENORES = "menores"


class FiltroDeTabla(Struct, frozen=True, kw_only=True):
    """Which payments: those begun from one day to another, both included, and of these what else was asked for. minimo
    and maximo are in `moneda`."""

    desde: date
    hasta: date
    canal: str = ""
    estado: Estado | None = None
    moneda: int | None = None
    minimo: Decimal | None = None
    maximo: Decimal | None = None
    orden: OrdenDeTabla = OrdenDeTabla.NUEVOS


class Suma(Struct, frozen=True, kw_only=True):
    """Those in one currency and state, and what they come to."""

    moneda: int
    estado: Estado
    cuantos: int
    subtotal: Decimal
    comision: Decimal


class Total(Struct, frozen=True, kw_only=True):
    """Of one currency: how many there are, how many of them are paid, and what those come to."""

    moneda: int
    cuantos: int
    pagados: int
    total: Decimal


class Tabla(Struct, frozen=True, kw_only=True):
    """A page of it, and the totals of all of it. liquidados: by a payment's number, the first day on which an extract
    has it as charged. sigue: the number of the last one shown, or None at the end."""

    pagos: tuple[Pago, ...]
    liquidados: dict[int, date]
    totales: tuple[Total, ...]
    sigue: int | None
