"""How an account stood, as far as the portal knows: from what is pending today and what was paid through it.

The package tells no past. So a debt is charged on the day on which it fell due (on that of its payment, where that came
first, for it was not owed before), for what was paid of it or for what is owed today; and it is paid on the day of its
payment. A payment that was reversed is none. What was paid elsewhere is in no line, neither charged nor paid. So told,
the lines of any period lead from what was owed to what is owed, and those of two that follow one another meet.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from portal.rules.historia.meses import cuenta, dia_de
from portal.structs.deudas import Deuda, Tipo
from portal.structs.estado_de_cuenta import Asiento, EstadoDeCuenta
from portal.structs.historia import PagoDetallado
from portal.structs.pagos import Pago

NADA = Decimal(0)


class _Linea(NamedTuple):
    """Charges come before the payments of their day, so that nothing is paid before it is owed."""

    dia: date
    es_pago: bool
    orden: int
    deudas: tuple[Deuda, ...]
    pago: Pago | None
    importe: Decimal


def armar(
    pendientes: Iterable[Deuda],
    pagos: Iterable[PagoDetallado],
    *,
    moneda: int,
    desde: date,
    hasta: date,
    cliente: str = "",
    documento: str = "",
) -> EstadoDeCuenta:
    """From what is pending today, and from every payment made from `desde` on: those after `hasta` tell what was owed
    by then. An offered pay-off is no debt; one that was paid is."""
    suyos = [cada for cada in pagos if cada.pago.moneda == moneda]
    lineas = sorted(_lineas(pendientes, suyos), key=lambda una: una[:3])
    saldo = inicial = sum((_signo(una) for una in lineas if una.dia < desde), NADA)
    asientos = []
    for una in lineas:
        if desde <= una.dia <= hasta:
            saldo += _signo(una)
            asientos.append(Asiento(dia=una.dia, deudas=una.deudas, pago=una.pago, importe=una.importe, saldo=saldo))
    return EstadoDeCuenta(
        moneda=moneda,
        cliente=cliente,
        documento=documento,
        desde=desde,
        hasta=hasta,
        inicial=inicial,
        cargos=sum((uno.importe for uno in asientos if uno.pago is None), NADA),
        pagado=sum((uno.importe for uno in asientos if uno.pago is not None), NADA),
        final=saldo,
        asientos=tuple(asientos),
    )


def _lineas(pendientes: Iterable[Deuda], pagos: Iterable[PagoDetallado]) -> Iterable[_Linea]:
    for deuda in pendientes:
        if deuda.tipo is not Tipo.CANCELACION:
            yield _Linea(deuda.vencimiento, False, 0, (deuda,), None, deuda.importe)
    for cada in pagos:
        if not cuenta(cada):
            continue
        pagado = dia_de(cada.pago)
        for deuda in cada.items:
            yield _Linea(min(deuda.vencimiento, pagado), False, cada.pago.id, (deuda,), None, deuda.importe)
        total = sum((deuda.importe for deuda in cada.items), NADA)
        yield _Linea(pagado, True, cada.pago.id, cada.items, cada.pago, total)


def _signo(linea: _Linea) -> Decimal:
    return -linea.importe if linea.es_pago else linea.importe
