"""What a day brought, channel by channel and currency by currency."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from msgspec import structs

from portal.clock import dia
from portal.errors import Rechazo
from portal.structs.finanzas import Abierta, Cierre, Parte, RenglonCierre
from portal.structs.pagos import Estado, Pago
from portal.texts.named import datos


def canal(pago: Pago) -> str:
    """By whom the money came: the gateway for who paid in the browser, else the canal that issued the code."""
    return pago.pasarela or pago.emisor


def renglones(partes: Iterable[Parte]) -> tuple[RenglonCierre, ...]:
    """One row a channel and currency. `partes` are the payments of one day, reversed ones included; a reversal by
    rule 7 is of the same day, so that the day tells all of it, and a late one is told on its own day."""
    por_canal: dict[tuple[str, int], list[Parte]] = {}
    for parte in partes:
        por_canal.setdefault((parte.canal, parte.moneda), []).append(parte)
    return tuple(_renglon(nombre, moneda, suyas) for (nombre, moneda), suyas in sorted(por_canal.items()))


def por_moneda(renglones: Iterable[RenglonCierre]) -> dict[int, RenglonCierre]:
    """What all channels together brought in each currency."""
    sumas: dict[int, RenglonCierre] = {}
    for uno in sorted(renglones, key=lambda renglon: renglon.moneda):
        antes = sumas.get(uno.moneda)
        sumas[uno.moneda] = structs.replace(uno, canal="") if antes is None else _sumados(antes, uno)
    return sumas


def revisar_firma(cierre: Cierre) -> None:
    """Raises Rechazo unless that day may be closed: it ended, nobody closed it, and nothing of it is in doubt."""
    if cierre.firmado is not None:
        raise Rechazo("dia-ya-cerrado", datos(fecha=cierre.dia, quien=cierre.firmado.por))
    if not cierre.terminado:
        raise Rechazo("dia-sin-terminar")
    if cierre.en_duda:
        raise Rechazo("dia-con-dudas", datos(cuantos=len(cierre.en_duda)))


def terminado(cual: date, hoy: date) -> bool:
    """Whether no payment or reversal of that day can come any more."""
    return cual < hoy


def de_que_dia(abierta: Abierta) -> date:
    """The day that a difference is of: its payment's, or its extract's first one."""
    return abierta.desde if abierta.cuando is None else dia(abierta.cuando)


def de_diferencia(abierta: Abierta) -> tuple[int, Decimal]:
    """Currency and amount that it is about: what both sides are apart, or all of what one of them has."""
    return abierta.moneda, abs((abierta.importe_extracto or Decimal(0)) - (abierta.importe_portal or Decimal(0))) or (
        abierta.importe_extracto or Decimal(0)
    )


def _renglon(nombre: str, moneda: int, partes: list[Parte]) -> RenglonCierre:
    quedan = [parte for parte in partes if not _se_fueron_ese_dia(parte)]
    idas = [parte for parte in partes if _se_fueron_ese_dia(parte)]
    return RenglonCierre(
        canal=nombre,
        moneda=moneda,
        pagados=sum(parte.cuantos for parte in partes),
        bruto=_suma(parte.subtotal + parte.comision for parte in partes),
        anulados=sum(parte.cuantos for parte in idas),
        total_anulado=_suma(parte.subtotal + parte.comision for parte in idas),
        subtotal=_suma(parte.subtotal for parte in quedan),
        comision=_suma(parte.comision for parte in quedan),
    )


def _sumados(uno: RenglonCierre, otro: RenglonCierre) -> RenglonCierre:
    return RenglonCierre(
        canal=uno.canal,
        moneda=uno.moneda,
        pagados=uno.pagados + otro.pagados,
        bruto=uno.bruto + otro.bruto,
        anulados=uno.anulados + otro.anulados,
        total_anulado=uno.total_anulado + otro.total_anulado,
        subtotal=uno.subtotal + otro.subtotal,
        comision=uno.comision + otro.comision,
    )


def _se_fueron_ese_dia(parte: Parte) -> bool:
    """A late reversal is of the day in which it was written down: what a day brought, and was closed, stays so."""
    return parte.estado is Estado.ANULADO and not parte.tardia


def _suma(importes: Iterable[Decimal]) -> Decimal:
    return sum(importes, Decimal(0))
