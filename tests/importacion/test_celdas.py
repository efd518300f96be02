from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal import formatos
from portal.importacion import celdas
from portal.monedas import de_unidades


@given(st.integers(1, 10**13 - 1), st.sampled_from([1, 2]))
def test_an_amount_is_read_as_it_is_written(unidades: int, moneda: int) -> None:
    importe = de_unidades(unidades, moneda)
    for escrito in (formatos.numero(importe, moneda), str(importe), str(importe).replace(".", ",")):
        assert celdas.importe(escrito, moneda) == importe, escrito


@pytest.mark.parametrize(("escrito", "moneda"), [("1.500", 1), ("1.500", 2), ("1500,00", 1), ("1.500,00", 2)])
def test_a_dot_before_three_digits_is_of_thousands(escrito: str, moneda: int) -> None:
    assert celdas.importe(escrito, moneda) == Decimal(1500)


@pytest.mark.parametrize(
    ("escrito", "moneda"),
    [
        *((malo, 1) for malo in ("", "0", "-5", "1e5", "NaN", "Infinity", "1,5", "1.50", "1.5000", "٣", "Gs. 100")),
        *((malo, 2) for malo in ("0,001", "1,2,3", "1.2.3", "9" * 20)),
    ],
)
def test_what_is_no_exact_amount_is_refused(escrito: str, moneda: int) -> None:
    with pytest.raises(ValueError, match="importe"):
        celdas.importe(escrito, moneda)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_date_is_read_in_both_forms(dia: date) -> None:
    assert celdas.fecha(dia.isoformat()) == celdas.fecha(formatos.fecha(dia)) == dia


@given(st.text(max_size=12))
def test_no_cell_is_more_than_a_refusal(texto: str) -> None:
    for leer in (celdas.fecha, lambda celda: celdas.importe(celda, 2)):
        try:
            leer(texto)
        except ValueError as error:
            assert str(error).startswith(("la fecha", "el importe"))  # noqa: PT017 - either read or told in our words


@pytest.mark.parametrize("malo", ["31/02/2026", "2026-13-01", "1-1-2026", "hoy", ""])
def test_no_day_is_guessed(malo: str) -> None:
    with pytest.raises(ValueError, match="fecha"):
        celdas.fecha(malo)
