from datetime import UTC, datetime, timedelta

import pytest

from portal.rules.mail.reminders import es_hora, recordables
from tests import datos


@pytest.mark.parametrize(("hora_utc", "es"), [(10, False), (11, True), (22, True), (23, False), (3, False)])
def test_people_are_written_to_by_day(hora_utc: int, es: bool) -> None:
    assert es_hora(datetime(2026, 11, 23, hora_utc, tzinfo=UTC)) is es


def test_days_are_counted_from_the_due_date() -> None:
    deudas = [datos.cuota(f"A{n}", n + 10, datos.HOY + timedelta(days=n)) for n in range(-5, 6)]
    assert [deuda.codmovimiento for deuda in recordables(deudas, datos.AHORA, (-3, 0, 5))] == ["A-5", "A0", "A3"]
    assert recordables(deudas, datos.AHORA, ()) == ()
