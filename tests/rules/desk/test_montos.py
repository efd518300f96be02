from decimal import Decimal

from portal.rules.desk.montos import sumar

IMPORTES = [(1, Decimal(100)), (2, Decimal("1.50")), (1, Decimal(50))]


def test_each_currency_by_itself() -> None:
    montos = sumar(IMPORTES, 3)
    assert (montos.cuantos, montos.sumas, montos.hay_mas) == (3, ((1, Decimal(150)), (2, Decimal("1.50"))), False)


def test_what_is_beyond_the_limit_is_told_and_not_added() -> None:
    montos = sumar(IMPORTES, 2)
    assert (montos.cuantos, montos.sumas, montos.hay_mas) == (2, ((1, Decimal(100)), (2, Decimal("1.50"))), True)
