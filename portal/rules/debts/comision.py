"""What the payment itself costs."""

from decimal import ROUND_HALF_UP, Decimal

from portal.money import redondear


def comision(subtotal: Decimal, tasa: Decimal, moneda: int) -> Decimal:
    """Rule 6: computed once on the cart's total and rounded once, half up, to the currency's decimals.

    `tasa` is a fraction (0.015 is 1.5 %). Only the embedded database asks: where the package answers one, that counts.
    """
    return redondear(subtotal * tasa, moneda)


def tasa(subtotal: Decimal, cobrada: Decimal, moneda: int) -> Decimal | None:
    """The roundest rate in percent (1.5), of two decimals at most, that makes that commission of that subtotal; None
    where no such rate does: the package may charge as it likes."""
    if not subtotal:
        return None
    cien = Decimal(100)
    exacta = cobrada * cien / subtotal
    dichas = (exacta.quantize(Decimal(10) ** -decimales, ROUND_HALF_UP) for decimales in range(3))
    return next((dicha for dicha in dichas if comision(subtotal, dicha / cien, moneda) == cobrada), None)
