"""What is owed, now and once a choice is paid."""

from collections.abc import Collection, Iterable, Mapping
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


def resumir(deudas: Iterable[Deuda], hoy: date, tomadas: Collection[str] = ()) -> Saldo:
    """What is owed today. A pay-off offered is no debt: it stands for instalments that are counted already. Neither is
    what a payment under way has (tomadas)."""
    suyas = [deuda for deuda in deudas if deuda.tipo is not Tipo.CANCELACION and deuda.codmovimiento not in tomadas]
    atrasadas = vencidas(suyas, hoy)
    return Saldo(
        total=sum((deuda.importe for deuda in suyas), Decimal(0)),
        vencido=sum((deuda.importe for deuda in atrasadas), Decimal(0)),
        atrasadas=len(atrasadas),
        proximo=min((deuda.vencimiento for deuda in suyas if deuda.vencimiento >= hoy), default=None),
    )


def moneda_de_entrada(saldos: Mapping[int, Saldo], recordada: int | None) -> int | None:
    """The currency to begin with: the remembered one, unless nothing is owed in it; or the first in which something is
    overdue, or else owed. None where nothing is owed."""
    debe = [moneda for moneda, saldo in saldos.items() if saldo.total]
    if recordada in debe:
        return recordada
    return next((moneda for moneda in debe if saldos[moneda].vencido), next(iter(debe), None))


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
