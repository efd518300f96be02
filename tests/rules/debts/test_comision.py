from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.rules.debts.comision import comision, tasa


# Small totals at round rates often fall on the half.
@given(
    st.integers(0, 999) | st.integers(0, 10**13),
    st.sampled_from([50, 150, 2_500, 5_000]) | st.integers(0, 9_999),
    st.sampled_from([(1, 0), (2, 2)]),
)
def test_rule_6_rounded_once_half_up(unidades: int, diezmilesimos: int, moneda: tuple[int, int]) -> None:
    codigo, decimales = moneda
    cobrada = comision(Decimal(unidades).scaleb(-decimales), Decimal(diezmilesimos).scaleb(-4), codigo)
    assert cobrada == Decimal((unidades * diezmilesimos + 5_000) // 10_000).scaleb(-decimales)
    assert cobrada.as_tuple().exponent == -decimales


@pytest.mark.parametrize(
    ("subtotal", "moneda", "esperada"),
    [
        ("100", 1, "2"),
        ("300", 1, "5"),
        ("99", 1, "1"),
        ("1500000", 1, "22500"),
        ("1.00", 2, "0.02"),
        ("0.99", 2, "0.01"),
        ("0", 1, "0"),
    ],
)
def test_default_rate(subtotal: str, moneda: int, esperada: str) -> None:
    assert comision(Decimal(subtotal), Decimal("0.015"), moneda) == Decimal(esperada)


def test_on_the_total_and_not_on_each_item() -> None:
    assert comision(Decimal(33) * 3, Decimal("0.015"), 1) == 1
    assert comision(Decimal(33), Decimal("0.015"), 1) * 3 == 0


@pytest.mark.parametrize(
    ("subtotal", "cobrada", "moneda", "dicha"),
    [
        ("1888527", "28328", 1, "1.5"),
        ("82.00", "1.23", 2, "1.5"),
        ("1000000", "20000", 1, "2"),
        ("1000000", "12500", 1, "1.25"),
        ("1000000", "5501", 1, None),
        ("0", "0", 1, None),
    ],
)
def test_the_rate_is_told_where_there_is_one(subtotal: str, cobrada: str, moneda: int, dicha: str | None) -> None:
    assert tasa(Decimal(subtotal), Decimal(cobrada), moneda) == (dicha and Decimal(dicha))
