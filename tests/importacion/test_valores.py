"""Amounts and dates as people write them in a spreadsheet."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal import formatos
from portal.importacion import valores
from portal.importacion.valores import Defecto
from portal.structs.deudas import Tipo

MONEDAS = st.sampled_from([1, 2])


@given(st.integers(0, 10**13 - 1), MONEDAS)
def test_an_amount_is_read_as_people_write_it_and_as_programs_do(unidades: int, moneda: int) -> None:
    importe = Decimal(unidades) if moneda == 1 else Decimal(unidades).scaleb(-2)
    for texto in (formatos.dinero(importe, moneda), formatos.numero(importe, moneda), f"{importe}", f" {importe} "):
        assert valores.importe("IMPO_TOTA", texto, moneda) == importe


@pytest.mark.parametrize(
    ("texto", "moneda", "valor"),
    [
        ("1.500", 1, "1500"),
        ("1.500", 2, "1500.00"),
        ("1500", 1, "1500"),
        ("1500.00", 1, "1500"),
        ("1500,0", 1, "1500"),
        ("1.234,5", 2, "1234.50"),
        ("1234.5", 2, "1234.50"),
        ("₲ 850.000", 1, "850000"),
        ("0", 1, "0"),
    ],
)
def test_forms_that_could_be_doubted(texto: str, moneda: int, valor: str) -> None:
    assert str(valores.importe("IMPO_TOTA", texto, moneda)) == valor


@pytest.mark.parametrize(
    "texto", ["", "-1", "1,234.50", "1.23.456", "0.500", "1 500", "1e5", "NaN", "١٢", "12345678901234", "10,505", "1.5"]
)
def test_what_is_no_amount_in_guaranies_is_refused(texto: str) -> None:
    with pytest.raises(Defecto, match="IMPO_TOTA"):
        valores.importe("IMPO_TOTA", texto, 1)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_a_date_is_read_both_ways(dia: date) -> None:
    for texto in (formatos.fecha(dia), dia.isoformat(), f"{dia.day}/{dia.month}/{dia.year}"):
        assert valores.fecha("FECH_VENC", texto) == dia


@pytest.mark.parametrize("texto", ["", "31/02/2026", "2026-13-01", "11/2026", "5-11-2026", "01/01/26", "01/01/1026"])
def test_what_is_no_date_is_refused(texto: str) -> None:
    with pytest.raises(Defecto, match="FECH_VENC"):
        valores.fecha("FECH_VENC", texto)


@given(st.text(max_size=40), MONEDAS)
def test_any_text_is_a_value_or_a_defect(texto: str, moneda: int) -> None:
    for leer in (
        lambda: valores.importe("X", texto, moneda),
        lambda: valores.fecha("X", texto),
        lambda: valores.tipo(texto),
        lambda: valores.entero("X", texto),
        lambda: valores.palabras("X", texto, 20),
        lambda: valores.moneda(texto),
    ):
        try:
            leer()
        except Defecto as defecto:
            motivo = str(defecto)
        else:
            motivo = "bien"
        assert motivo


def test_a_kind_may_have_accents_and_any_case() -> None:
    assert valores.tipo("Jardinería") is Tipo.JARDINERIA
    assert valores.tipo("cuota") is Tipo.CUOTA
