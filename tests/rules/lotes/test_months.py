from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from portal.rules.lotes.months import after, number

DIAS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@given(dia=DIAS, meses=st.integers(-400, 400))
def test_months_are_counted(dia: date, meses: int) -> None:
    otro = after(dia, meses)
    assert number(otro) == number(dia) + meses
    assert otro.day <= dia.day
    assert otro.day == dia.day or otro.day >= 28


def test_the_last_day_of_a_short_month() -> None:
    assert after(date(2026, 1, 31), 1) == date(2026, 2, 28)
