"""What the payment itself costs."""

from decimal import Decimal

from portal.money import redondear


def comision(subtotal: Decimal, tasa: Decimal, moneda: int) -> Decimal:
    """Rule 6: computed once on the cart's total and rounded once, half up, to the currency's decimals.

    `tasa` is a fraction (0.015 is 1.5 %). Only the embedded database asks: where the package answers one, that counts.
    """
    return redondear(subtotal * tasa, moneda)
