"""What counts as knowing something of a customer."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from portal.rules.access.primer_acceso import LARGO_CODIGO, LoSabido, Saber, codigo_de, sabe
from tests import datos

CLAVE = "la clave de los codigos de la empresa"
DOC = "4567890"
UNA = datos.cuota("FA-001/23", 1, date(2026, 10, 10))
OTRA = structs.replace(UNA, codmovimiento="900", importe=Decimal(65_500), importe_maximo=Decimal(70_000))
DOLARES = datos.cuota("D7", 1, date(2026, 10, 10), moneda=2)
DEUDAS = (UNA, OTRA, DOLARES)
MOVIMIENTO, IMPORTE, CODIGO = (Saber.MOVIMIENTO,), (Saber.IMPORTE,), (Saber.CODIGO,)


@pytest.mark.parametrize("escrito", ["FA-001/23", "fa00123", " fa 001 23 ", "900"])
def test_a_movement_s_number_however_it_is_punctuated(escrito: str) -> None:
    assert sabe(MOVIMIENTO, LoSabido(movimiento=escrito), DOC, DEUDAS, "")


@pytest.mark.parametrize("escrito", ["", "-", "FA-001", "FA-001/234", "00123", "850000"])
def test_another_number_is_none(escrito: str) -> None:
    assert not sabe(MOVIMIENTO, LoSabido(movimiento=escrito), DOC, DEUDAS, "")


@pytest.mark.parametrize(
    "escrito",
    ["850000", "850.000", "Gs. 850.000.-", "850.000,00", "₲ 850 000", "65.500", "70.000", "125,50", "USD 125.5"],
)
def test_an_amount_however_it_is_written(escrito: str) -> None:
    """What is charged today, or the whole of it."""
    assert sabe(IMPORTE, LoSabido(importe=escrito), DOC, DEUDAS, "")


@pytest.mark.parametrize("escrito", ["", "0", "850", "85.000", "850.001", "125", "12550000", "gratis"])
def test_another_amount_is_none(escrito: str) -> None:
    assert not sabe(IMPORTE, LoSabido(importe=escrito), DOC, DEUDAS, "")


def test_where_both_are_asked_for_they_are_of_one_debt() -> None:
    both = (*MOVIMIENTO, *IMPORTE)
    assert sabe(both, LoSabido(movimiento="900", importe="65.500"), DOC, DEUDAS, "")
    assert not sabe(both, LoSabido(movimiento="900", importe="850.000"), DOC, DEUDAS, "")
    assert not sabe(both, LoSabido(movimiento="900"), DOC, DEUDAS, "")
    assert not sabe(both, LoSabido(importe="65.500"), DOC, DEUDAS, "")


def test_a_code_is_of_its_documento_and_of_the_company_s_key() -> None:
    code = codigo_de(CLAVE, DOC)
    assert len(code) == LARGO_CODIGO
    assert len({code, codigo_de(CLAVE, "4567891"), codigo_de(CLAVE + "x", DOC)}) == 3
    assert sabe(CODIGO, LoSabido(codigo=f" {code[:5].lower()}-{code[5:]} "), DOC, (), CLAVE)
    assert not sabe(CODIGO, LoSabido(codigo=code), "4567891", (), CLAVE)
    assert not sabe(CODIGO, LoSabido(codigo=codigo_de("", DOC)), DOC, (), "")


def test_the_code_is_what_another_program_computes() -> None:
    """Of the well-known HMAC-SHA256 that begins with f7bc83f430538424, in base 32: so the ERP can print it."""
    assert codigo_de("key", "The quick brown fox jumps over the lazy dog") == "666IH5BQKO"


def test_where_nothing_is_asked_for_nobody_knows_enough() -> None:
    assert not sabe((), LoSabido(movimiento="900"), DOC, DEUDAS, CLAVE)
    assert not sabe(MOVIMIENTO, LoSabido(movimiento="900"), DOC, (), CLAVE)


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_compared(movimiento: str, importe: str, codigo: str) -> None:
    told = LoSabido(movimiento=movimiento, importe=importe, codigo=codigo)
    assert not sabe(tuple(Saber), told, DOC, DEUDAS, CLAVE)
