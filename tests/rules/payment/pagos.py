"""Payments for the tests of the rules."""

from datetime import UTC, datetime
from decimal import Decimal

from msgspec import structs

from portal.structs.pagos import Estado, Pago


def pago(estado: Estado = Estado.PAGADO, **otros: str | int | datetime | None) -> Pago:
    """Of the canal "red", for the customer 4567890, at noon of 3 August 2026."""
    mediodia = datetime(2026, 8, 3, 15, tzinfo=UTC)
    basico = Pago(
        id=12,
        emisor="red",
        cod_transaccion="T-12",
        usuario="red",
        documento="4567890",
        cliente="Ana Benítez",
        idsession=1,
        moneda=1,
        subtotal=Decimal(100_000),
        comision=Decimal(1_500),
        total=Decimal(101_500),
        estado=estado,
        intento=1,
        creado=mediodia,
        vence=mediodia,
        pagado=mediodia if estado in (Estado.PAGADO, Estado.ANULANDO, Estado.ANULADO) else None,
        verificador="v",
        saldo_restante=Decimal(0),
    )
    return structs.replace(basico, **otros)
