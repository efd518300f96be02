"""What a customer owed at the beginning of a period, what fell due, what was paid, and what they owe at its end."""

from datetime import date
from decimal import Decimal

from msgspec import Struct

from portal.structs.deudas import Deuda
from portal.structs.pagos import Pago


class Asiento(Struct, frozen=True, kw_only=True):
    """A line: a debt that is charged or, with its `pago`, what was paid, without the commission. saldo: what is owed
    after it."""

    dia: date
    deudas: tuple[Deuda, ...]
    pago: Pago | None
    importe: Decimal
    saldo: Decimal


class EstadoDeCuenta(Struct, frozen=True, kw_only=True):
    """Of one currency, from the first to the last day, both told. final = inicial + cargos - pagado."""

    moneda: int
    cliente: str
    documento: str
    desde: date
    hasta: date
    inicial: Decimal
    cargos: Decimal
    pagado: Decimal
    final: Decimal
    asientos: tuple[Asiento, ...]
