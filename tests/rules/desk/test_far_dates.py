from datetime import date, timedelta
from decimal import Decimal

import pytest

from portal.rules.desk.far_dates import lejanas
from portal.structs.finanzas import Movimiento

HOY = date(2026, 11, 28)


@pytest.mark.parametrize(("dias", "lejana"), [(0, False), (-62, False), (-63, True), (1, True), (13_149, True)])
def test_a_day_to_come_or_of_more_than_two_months_ago_is_far_off(dias: int, lejana: bool) -> None:
    uno = Movimiento(linea=2, codigo="T-1", fecha=HOY + timedelta(dias), importe=Decimal(1), moneda=1)
    assert lejanas([uno], HOY) == ((uno,) if lejana else ())
