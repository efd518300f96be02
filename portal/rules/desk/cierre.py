"""What a day brought, channel by channel and currency by currency."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from portal.clock import dia
from portal.errors import Rechazo
from portal.structs.finanzas import Cierre, RenglonCierre
from portal.structs.pagos import Estado, Pago
from portal.texts.named import datos


def canal(pago: Pago) -> str:
    """By whom the money came: the gateway for who paid in the browser, else the canal that issued the code."""
    return pago.pasarela or pago.emisor


def renglones(pagados: Iterable[Pago]) -> tuple[RenglonCierre, ...]:
    """One row a channel and currency. `pagados` are the payments of one day, reversed ones included; a reversal by
    rule 7 is of the same day, so that the day tells all of it, and a late one is told on its own day."""
    por_canal: dict[tuple[str, int], list[Pago]] = {}
    for pago in pagados:
        por_canal.setdefault((canal(pago), pago.moneda), []).append(pago)
    return tuple(_renglon(nombre, moneda, suyos) for (nombre, moneda), suyos in sorted(por_canal.items()))


def revisar_firma(cierre: Cierre) -> None:
    """Raises Rechazo unless that day may be closed: it ended, nobody closed it, and nothing of it is in doubt."""
    if cierre.firmado is not None:
        raise Rechazo("dia-ya-cerrado", datos(fecha=cierre.dia, quien=cierre.firmado.por))
    if not cierre.terminado:
        raise Rechazo("dia-sin-terminar")
    if cierre.en_duda:
        raise Rechazo("dia-con-dudas", datos(cuantos=len(cierre.en_duda)))


def terminado(dia: date, hoy: date) -> bool:
    """Whether no payment or reversal of that day can come any more."""
    return dia < hoy


def _renglon(nombre: str, moneda: int, pagos: list[Pago]) -> RenglonCierre:
    quedan = [pago for pago in pagos if not _se_fue_ese_dia(pago)]
    idos = [pago for pago in pagos if _se_fue_ese_dia(pago)]
    return RenglonCierre(
        canal=nombre,
        moneda=moneda,
        pagados=len(pagos),
        bruto=_suma(pago.total for pago in pagos),
        anulados=len(idos),
        total_anulado=_suma(pago.total for pago in idos),
        subtotal=_suma(pago.subtotal for pago in quedan),
        comision=_suma(pago.comision for pago in quedan),
    )


def _se_fue_ese_dia(pago: Pago) -> bool:
    """A late reversal is of the day in which it was written down: what a day brought, and was closed, stays so."""
    if pago.estado is not Estado.ANULADO:
        return False
    return pago.anulado is None or pago.pagado is None or dia(pago.anulado) == dia(pago.pagado)


def _suma(importes: Iterable[Decimal]) -> Decimal:
    return sum(importes, Decimal(0))
