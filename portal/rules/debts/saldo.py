"""What is owed, now and once a choice is paid."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from msgspec import Struct

from portal.rules.debts.carrito import cubiertas
from portal.rules.debts.series import vencidas
from portal.structs.deudas import Deuda, Tipo


class Saldo(Struct, frozen=True, kw_only=True):
    """The balance of one currency. atrasadas: how many are overdue. proximo: the next date from today on, if any."""

    total: Decimal
    vencido: Decimal
    atrasadas: int
    proximo: date | None


def resumir(deudas: Iterable[Deuda], hoy: date) -> Saldo:
    """What is owed today. A pay-off offered is no debt: it stands for instalments that are counted already."""
    suyas = [deuda for deuda in deudas if deuda.tipo is not Tipo.CANCELACION]
    atrasadas = vencidas(suyas, hoy)
    return Saldo(
        total=sum((deuda.importe for deuda in suyas), Decimal(0)),
        vencido=sum((deuda.importe for deuda in atrasadas), Decimal(0)),
        atrasadas=len(atrasadas),
        proximo=min((deuda.vencimiento for deuda in suyas if deuda.vencimiento >= hoy), default=None),
    )


def despues_de_pagar(deudas: Iterable[Deuda], elegidas: frozenset[str], hoy: date) -> tuple[Decimal, date | None]:
    """Remaining balance and next due date. A pay-off offered is no debt; one that is chosen covers its plan's
    instalments still to come."""
    todas = list(deudas)
    pagadas = cubiertas(todas, elegidas, hoy)
    quedan = [
        deuda
        for deuda in todas
        if deuda.codmovimiento not in elegidas and deuda.tipo is not Tipo.CANCELACION and deuda not in pagadas
    ]
    saldo = sum((deuda.importe for deuda in quedan), Decimal(0))
    return saldo, min((deuda.vencimiento for deuda in quedan), default=None)
