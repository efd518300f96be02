from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.errors import DatoInvalido
from portal.inputs.days import leer, periodo

DIAS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@given(dia=DIAS)
def test_a_day_is_read_as_a_control_sends_it_and_as_people_write_it(dia: date) -> None:
    assert leer(dia.isoformat(), "d") == dia
    assert leer(f" {dia:%d/%m/%Y} ", "d") == dia


@given(texto=st.text())
def test_anything_else_is_a_day_nothing_or_refused(texto: str) -> None:
    try:
        leido = leer(texto, "d")
    except DatoInvalido as error:
        assert (error.codigo, error.campo) == ("dia-invalido", "d")  # noqa: PT017 - it is one of two ways
    else:
        assert leido is not None or not texto.strip()


@pytest.mark.parametrize("texto", ["31/02/2026", "2026-13-01", "1999-12-31", "2100-01-01", "٢٠٢٦-01-01"])
def test_what_is_no_day_is_refused(texto: str) -> None:
    with pytest.raises(DatoInvalido):
        leer(texto, "d")


def test_a_period_goes_forward() -> None:
    assert periodo("", "") == (None, None)
    assert periodo("2026-11-01", "2026-11-01") == (date(2026, 11, 1), date(2026, 11, 1))
    with pytest.raises(DatoInvalido, match="después"):
        periodo("2026-11-02", "2026-11-01")
