"""A customer's payments by month, and what they add up to."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from portal.clock import dia
from portal.rules.payment.estados import EN_CURSO, FIRMES, SIN_EFECTO
from portal.structs.deudas import Deuda
from portal.structs.historia import FiltroHistoria, MesPagado, PagoDetallado, Suerte
from portal.structs.pagos import Estado, Pago

DE_SUERTE = {
    Suerte.PAGADO: FIRMES,
    Suerte.EN_CURSO: EN_CURSO,
    Suerte.RECHAZADO: SIN_EFECTO,
    Suerte.ANULADO: frozenset({Estado.ANULADO}),
}


def dia_de(pago: Pago) -> date:
    """The day of a payment; of an attempt that never was one, that of its beginning."""
    return dia(pago.pagado or pago.creado)


def cuenta(detallado: PagoDetallado) -> bool:
    """Whether it is added up: it paid, and was not reversed."""
    return detallado.pago.estado in FIRMES


def deja(filtro: FiltroHistoria, detallado: PagoDetallado) -> bool:
    """Whether it is of that place and came to that; its day is asked of the database."""
    return (not filtro.lugar or any(deuda.lugar == filtro.lugar for deuda in detallado.items)) and (
        filtro.suerte is None or detallado.pago.estado in DE_SUERTE[filtro.suerte]
    )


def importe(detallado: PagoDetallado, lugar: str = "") -> Decimal:
    """What was paid with its commission, or what of it was for one place, which has none of its own."""
    if not lugar:
        return detallado.pago.total
    return sum((deuda.importe for deuda in detallado.items if deuda.lugar == lugar), Decimal(0))


def sumar(detallados: Iterable[PagoDetallado], lugar: str = "") -> tuple[tuple[int, Decimal], ...]:
    """By currency, what counts of them."""
    sumas: dict[int, Decimal] = {}
    for detallado in detallados:
        if cuenta(detallado):
            moneda = detallado.pago.moneda
            sumas[moneda] = sumas.get(moneda, Decimal(0)) + importe(detallado, lugar)
    return tuple(sorted(sumas.items()))


def por_mes(detallados: Iterable[PagoDetallado], lugar: str = "") -> tuple[MesPagado, ...]:
    """Each month that has any, in the order in which they come."""
    meses: dict[date, list[PagoDetallado]] = {}
    for detallado in detallados:
        meses.setdefault(dia_de(detallado.pago).replace(day=1), []).append(detallado)
    return tuple(
        MesPagado(primero=primero, pagos=tuple(suyos), sumas=sumar(suyos, lugar)) for primero, suyos in meses.items()
    )


def lugares(detallados: Iterable[PagoDetallado]) -> tuple[tuple[str, tuple[Deuda, ...]], ...]:
    """Each plan or lot that they name, with its debts; those without either have none."""
    de_cada: dict[str, list[Deuda]] = {}
    for detallado in detallados:
        for deuda in detallado.items:
            if deuda.lugar:
                de_cada.setdefault(deuda.lugar, []).append(deuda)
    return tuple((lugar, tuple(suyas)) for lugar, suyas in sorted(de_cada.items()))


def desde_mes_entero(nuevos: Sequence[Pago], caben: int) -> date | None:
    """Where a page begins: on the first day of the month of the last that fits; None where all fit."""
    return dia_de(nuevos[caben - 1]).replace(day=1) if len(nuevos) > caben else None
