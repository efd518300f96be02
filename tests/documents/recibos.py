"""Receipts for the tests of the papers."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from portal.structs.deudas import Deuda, Tipo
from portal.structs.pagos import Comprobante, Estado
from tests.datos import cuota, servicio
from tests.rules.payment.pagos import pago

URL = "https://pagos.ejemplo.com.py/verificar/Zk3v9sQ1mXbT7RkD4pLw"


def cuotas(cuantas: int, planes: int = 1, moneda: int = 1) -> tuple[Deuda, ...]:
    """Monthly instalments, dealt out among so many plans."""
    return tuple(
        cuota(
            f"A{nro}",
            nro,
            date(2026, 1, 10) + timedelta(days=30 * nro),
            plan=f"P{nro % planes}",
            lote=f"L{nro % planes}",
            moneda=moneda,
        )
        for nro in range(1, cuantas + 1)
    )


def agua(lote: str = "L0") -> Deuda:
    return servicio("AGUA-9", Tipo.AGUA, date(2026, 9, 15), lote=lote, plan=None)


def comprobante(
    items: tuple[Deuda, ...], estado: Estado = Estado.PAGADO, **otros: str | int | datetime | date | Decimal | None
) -> Comprobante:
    """Of those items, with a commission of 1.5 %, paid at noon of 3 August 2026."""
    subtotal = sum((deuda.importe for deuda in items), Decimal(0))
    comision = (subtotal * Decimal("0.015")).quantize(Decimal(1))
    datos = {
        "subtotal": subtotal,
        "comision": comision,
        "total": subtotal + comision,
        "moneda": items[0].moneda,
        "cliente": "María Ñandutí Ỹvoty",
        "cod_transaccion": "EC-7F3K2-20418",
        "mod_fact": "FACTURA CONTADO",
        "saldo_restante": Decimal(45_900_000),
        "proximo_vencimiento": date(2026, 12, 10),
    }
    return Comprobante(pago=pago(estado, **(datos | otros)), items=items)
