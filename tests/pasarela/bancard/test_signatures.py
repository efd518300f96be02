from decimal import ROUND_DOWN, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.pasarela.bancard.signatures import Firmas, importe, leer_importe
from tests.pasarela.bancard.server import PRIVADA, firma

FIRMAS = Firmas(PRIVADA)
importes = st.decimals("0.01", "9999999999999.99", places=2)
numeros = st.integers(1, 10**15 - 1).map(str)


def test_the_vectors_of_the_contract() -> None:
    assert FIRMAS.compra("54322", "10330.00", "PYG") == "21b1d5a588cf4d7039034b0831930d6f"
    assert FIRMAS.aviso("54322", "10330.00", "PYG") == "dec24649f9a657583c20f7096cc26919"
    assert FIRMAS.consulta("54322") == "c030aca1ecebe30fbb9f9b13c25edf42"
    assert FIRMAS.reversa("54322") == "33d8d57c266d34eb73421597fc877a55"


@pytest.mark.parametrize(
    ("total", "escrito"),
    [("10330", "10330.00"), ("1", "1.00"), ("1E+6", "1000000.00"), ("0.5", "0.50"), ("9999999999999.99",) * 2],
)
def test_money_is_written_with_a_dot_and_two_decimals(total: str, escrito: str) -> None:
    assert importe(Decimal(total)) == escrito


@pytest.mark.parametrize("total", ["0", "-1", "0.001", "10000000000000", "NaN", "Infinity", "-0"])
def test_what_cannot_be_charged_as_it_is_is_refused(total: str) -> None:
    with pytest.raises(ValueError, match="cannot charge"):
        importe(Decimal(total))


@pytest.mark.parametrize(
    "texto", ["", "10", "10.0", "10.000", "10,00", "1.000.00", " 10.00", "10.00\n", "-1.00", "+1.00", "1e3.00", "٣.00"]
)
def test_an_amount_written_otherwise_is_not_read(texto: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        leer_importe(texto)


@given(importes)
def test_what_is_written_is_read_back(total: Decimal) -> None:
    assert leer_importe(importe(total)) == total


@given(st.decimals("0.001", "9999999999999", places=3))
def test_no_amount_is_rounded_on_its_way(total: Decimal) -> None:
    entero = total.quantize(Decimal("0.01"), ROUND_DOWN)
    if entero == total:
        assert Decimal(importe(total)) == total
    else:
        with pytest.raises(ValueError, match="cannot charge"):
            importe(total)


@given(numeros, importes.map(importe))
def test_each_operation_signs_its_own_way(numero: str, total: str) -> None:
    firmas = {
        FIRMAS.compra(numero, total, "PYG"): (numero, total, "PYG"),
        FIRMAS.aviso(numero, total, "PYG"): (numero, "confirm", total, "PYG"),
        FIRMAS.consulta(numero): (numero, "get_confirmation"),
        FIRMAS.reversa(numero): (numero, "rollback", "0.00"),
    }
    assert {propia: firma(*partes) for propia, partes in firmas.items()} == {propia: propia for propia in firmas}


@given(numeros, importes.map(importe), st.text())
def test_a_notice_is_believed_only_with_its_own_signature(numero: str, total: str, inventada: str) -> None:
    propia = FIRMAS.aviso(numero, total, "PYG")
    assert FIRMAS.es_de_bancard(propia, numero, total, "PYG")
    assert not FIRMAS.es_de_bancard(propia, numero, total, "USD")
    assert not FIRMAS.es_de_bancard(propia, numero + "1", total, "PYG")
    assert FIRMAS.es_de_bancard(inventada, numero, total, "PYG") == (inventada == propia)


def test_the_key_is_not_shown() -> None:
    assert PRIVADA not in repr(FIRMAS)
    assert PRIVADA not in str(vars(FIRMAS) if hasattr(FIRMAS, "__dict__") else FIRMAS)
