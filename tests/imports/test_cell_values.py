"""Amounts and dates as people write them in a spreadsheet."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal import formats
from portal.imports import amounts, cell_values
from portal.imports.defecto import Defecto
from portal.structs.deudas import Tipo

MONEDAS = st.sampled_from([1, 2])


@given(st.integers(0, 10**13 - 1), MONEDAS)
def test_an_amount_is_read_as_people_write_it_and_as_programs_do(unidades: int, moneda: int) -> None:
    importe = Decimal(unidades) if moneda == 1 else Decimal(unidades).scaleb(-2)
    for texto in (formats.dinero(importe, moneda), formats.numero(importe, moneda), f"{importe}", f" {importe} "):
        assert amounts.importe("IMPO_TOTA", texto, moneda) == importe


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
        ("Gs. 850.000.-", 1, "850000"),
        ("850.000,-", 1, "850000"),
        ("Gs 1.500.000", 1, "1500000"),
        ("gs.1.500.000", 1, "1500000"),
        ("1.500.000 Gs.", 1, "1500000"),
        ("PYG 1.500.000", 1, "1500000"),
        ("USD 1.234,50", 2, "1234.50"),
        ("U$S 1.234,50.-", 2, "1234.50"),
        ("US$\u00a01.234,50", 2, "1234.50"),
        ("85\u200b0.000", 1, "850000"),
    ],
)
def test_forms_that_could_be_doubted(texto: str, moneda: int, valor: str) -> None:
    assert str(amounts.importe("IMPO_TOTA", texto, moneda)) == valor


@pytest.mark.parametrize(
    "texto", ["", "-1", "1,234.50", "1.23.456", "0.500", "1 500", "1e5", "NaN", "١٢", "12345678901234", "10,505", "1.5"]
)
def test_what_is_no_amount_in_guaranies_is_refused(texto: str) -> None:
    with pytest.raises(Defecto, match="IMPO_TOTA"):
        amounts.importe("IMPO_TOTA", texto, 1)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_a_date_is_read_both_ways(dia: date) -> None:
    for texto in (
        formats.fecha(dia),
        dia.isoformat(),
        f"{dia.day}/{dia.month}/{dia.year}",
        f"{dia.day}-{dia.month}-{dia.year}",
        f"{dia:%d.%m.%Y} 10:45",
        f"{dia} 10:45:30",
        f"\u00a0{dia}\u200b",
    ):
        assert cell_values.fecha("FECH_VENC", texto) == dia


@pytest.mark.parametrize(
    "texto", ["", "31/02/2026", "2026-13-01", "11/2026", "5-11/2026", "28/11/2026 a las 10", "01/01/26", "01/01/1026"]
)
def test_what_is_no_date_is_refused(texto: str) -> None:
    with pytest.raises(Defecto, match="FECH_VENC"):
        cell_values.fecha("FECH_VENC", texto)


@given(st.text(max_size=40), MONEDAS)
def test_any_text_is_a_value_or_a_defect(texto: str, moneda: int) -> None:
    for leer in (
        lambda: amounts.importe("X", texto, moneda),
        lambda: cell_values.fecha("X", texto),
        lambda: cell_values.tipo(texto),
        lambda: cell_values.entero("X", texto),
        lambda: cell_values.palabras("X", texto, 20),
        lambda: cell_values.codigo("X", texto, 20),
        lambda: cell_values.moneda("X", texto),
        lambda: amounts.con_signo("X", texto, moneda),
    ):
        try:
            leer()
        except Defecto as defecto:
            motivo = str(defecto)
        else:
            motivo = "bien"
        assert motivo


@pytest.mark.parametrize(
    ("leer", "codigo", "frase"),
    [
        (lambda: cell_values.obligatorio("PLAN", ""), "celda-vacia", "falta PLAN"),
        (lambda: cell_values.palabras("PLAN", "x" * 21, 20), "texto-largo", "PLAN pasa de 20 letras"),
        (lambda: amounts.importe("IMPO_TOTA", "-1", 1), "importe-negativo", "IMPO_TOTA es negativo"),
        (lambda: amounts.importe("IMPO_TOTA", "9" * 13 + "000", 1), "importe-ilegible", "IMPO_TOTA no es un importe"),
    ],
)
def test_a_defect_has_a_code_and_words(leer: Callable[[], object], codigo: str, frase: str) -> None:
    with pytest.raises(Defecto, match=frase) as defecto:
        leer()
    assert defecto.value.dice.code == codigo


def test_a_kind_may_have_accents_and_any_case() -> None:
    assert cell_values.tipo("Jardinería") is Tipo.JARDINERIA
    assert cell_values.tipo("cuota") is Tipo.CUOTA


@pytest.mark.parametrize(
    "texto", ["-850.000", "850.000-", "(850.000)", "Gs. -850.000", "-Gs. 850.000.-", "\u2212850000"]
)
def test_less_than_nothing_is_told_by_its_sign(texto: str) -> None:
    assert amounts.con_signo("IMPORTE", texto, 1) == -850_000
    with pytest.raises(Defecto, match="IMPORTE es negativo"):
        amounts.importe("IMPORTE", texto, 1)


@pytest.mark.parametrize(("texto", "moneda"), [("USD 1.234", 1), ("Gs. 1.500", 2), ("1.500 guaraníes", 2)])
def test_an_amount_says_no_other_currency_than_its_row(texto: str, moneda: int) -> None:
    with pytest.raises(Defecto, match="IMPO_TOTA está en"):
        amounts.importe("IMPO_TOTA", texto, moneda)


@pytest.mark.parametrize(
    ("texto", "moneda"),
    [("", None), ("1", 1), ("2", 2), ("PYG", 1), ("gs.", 1), ("Dólares", 2), ("usd", 2), ("U$S", 2)],
)
def test_a_currency_by_its_number_or_its_name(texto: str, moneda: int | None) -> None:
    assert cell_values.moneda("MONEDA", texto) == moneda


@pytest.mark.parametrize("texto", ["1,23457E+14", "1.23457E+14", "1E+10", "1,2e-05"])
def test_a_code_that_a_sheet_abbreviated_is_refused(texto: str) -> None:
    with pytest.raises(Defecto, match="Excel lo abrevió"):
        cell_values.codigo("PLAN", texto, 20)


@pytest.mark.parametrize("texto", ["1e10", "000123", "E+14", "12E+14"])
def test_a_code_that_only_looks_like_one_stays(texto: str) -> None:
    assert cell_values.codigo("PLAN", texto, 20) == texto


def test_an_unseen_sign_inside_a_code_is_named() -> None:
    with pytest.raises(Defecto, match=r"PLAN tiene un signo que no se ve: ZERO WIDTH SPACE \(U\+200B\)"):
        cell_values.codigo("PLAN", "M-1\u200bA", 20)
    assert cell_values.codigo("PLAN", "\ufeff M-1\u200b", 20) == "M-1"


@pytest.mark.parametrize(
    ("celda", "dicho"),
    [
        ("#N/A", "un error de la planilla"),
        ("#N/D", "un error de la planilla"),
        ("#¡REF!", "un error de la planilla"),
        ("#REF!", "un error de la planilla"),
        ("#¿NOMBRE?", "un error de la planilla"),
        ("#DIV/0!", "un error de la planilla"),
        ("Err:502", "un error de la planilla"),
        ("######", "una columna angosta"),
    ],
)
def test_what_a_sheet_shows_in_place_of_a_value_is_no_value(celda: str, dicho: str) -> None:
    with pytest.raises(Defecto, match=dicho):
        cell_values.codigo("LOTE", celda, 20)
    with pytest.raises(Defecto, match=dicho):
        cell_values.palabras("CLIENTE", celda, 120)


def test_a_code_that_a_sheet_took_for_a_date_is_refused() -> None:
    for celda in ("2026-05-01", "2026-05-01 10:30:00"):
        with pytest.raises(Defecto, match="la planilla lo tomó por una fecha"):
            cell_values.codigo("LOTE", celda, 20)


@pytest.mark.parametrize("codigo", ["#1", "#A-5", "#", "N/A", "5-1", "10-NOV", "2026-05", "REF!"])
def test_codes_that_only_resemble_them_stay(codigo: str) -> None:
    assert cell_values.codigo("LOTE", codigo, 20) == codigo


@pytest.mark.parametrize(
    ("texto", "leidos"),
    [
        ("1.500.000", ((1, 1_500_000), (2, 150_000_000))),
        ("Gs. 1.500.000", ((1, 1_500_000),)),
        ("USD 1.500,50", ((2, 150_050),)),
        ("1500,5", ((2, 150_050),)),
        ("0", ()),
        ("-5", ()),
        ("EC-1", ()),
        ("", ()),
    ],
)
def test_letters_may_be_an_amount_of_each_currency(texto: str, leidos: tuple[tuple[int, int], ...]) -> None:
    assert amounts.leidos(texto) == leidos
