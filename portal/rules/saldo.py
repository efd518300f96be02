"""What stays owed once a choice is paid."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from portal.structs.deudas import Deuda, Tipo


def despues_de_pagar(deudas: Iterable[Deuda], elegidas: frozenset[str], hoy: date) -> tuple[Decimal, date | None]:
    """Remaining balance and next due date. A pay-off offered is no debt; one that is chosen covers its plan's
    instalments still to come."""
    todas = list(deudas)
    cancelados = {deuda.plan for deuda in todas if deuda.tipo is Tipo.CANCELACION and deuda.codmovimiento in elegidas}
    quedan = [
        deuda
        for deuda in todas
        if deuda.codmovimiento not in elegidas
        and deuda.tipo is not Tipo.CANCELACION
        and not (deuda.tipo is Tipo.CUOTA and deuda.plan in cancelados and deuda.vencimiento >= hoy)
    ]
    saldo = sum((deuda.importe for deuda in quedan), Decimal(0))
    return saldo, min((deuda.vencimiento for deuda in quedan), default=None)
