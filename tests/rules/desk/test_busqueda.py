"""What one box may mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.errors import DatoInvalido
from portal.rules.desk import busqueda
from portal.rules.desk.busqueda import Buscado
from portal.structs.clientes import ImporteBuscado


@pytest.mark.parametrize(
    ("texto", "palabras"),
    [
        ("Ñandutí be", ("nanduti", "be")),
        ("ana", ("ana",)),
        ("uno dos tres cuatro cinco seis", ("cuatro", "cinco", "tres", "seis")),
        ("Ana.Gomez@ej", ("ana.gomez@ej",)),
        ("@ejemplo", ("@ejemplo",)),
        ("4.567.890", ()),
    ],
)
def test_words_are_beginnings_the_longest_first(texto: str, palabras: tuple[str, ...]) -> None:
    assert busqueda.leer(texto).palabras == palabras


@pytest.mark.parametrize(
    ("texto", "documento"),
    [("4.567", "4567"), ("80140360-", "80140360-"), ("80.140.360-0", "80140360-0"), ("ab123", "AB123"), ("ana", "")],
)
def test_a_documento_is_looked_for_by_its_beginning(texto: str, documento: str) -> None:
    assert busqueda.leer(texto).documento == documento


@pytest.mark.parametrize(
    ("texto", "codigo"), [("EC-AB", "ec-ab"), ("ec-ab", "ec-ab"), ("EC-1 ABC", ""), ("x" * 21, ""), ("a@b", "")]
)
def test_a_code_is_looked_for_in_lower_case(texto: str, codigo: str) -> None:
    assert busqueda.leer(texto).codigo == codigo


@pytest.mark.parametrize(
    ("texto", "numero", "entre", "final"),
    [
        ("00000123", 123, None, "00000123"),
        ("123", 123, None, ""),
        ("0123", 123, (1_230_000, 1_239_999), "0123"),
        ("000012", 12, (1_200, 1_299), "000012"),
        ("0000", 0, None, "0000"),
        ("123456789", 123456789, None, ""),
        ("12a", None, None, ""),
    ],
)
def test_a_receipt_is_looked_for_whole_by_its_beginning_and_by_its_end(
    texto: str, numero: int | None, entre: tuple[int, int] | None, final: str
) -> None:
    leida = busqueda.leer(texto)
    assert (leida.numero, leida.entre, leida.final) == (numero, entre, final)


@pytest.mark.parametrize(
    ("texto", "codigo"),
    [
        ("", "busqueda-corta"),
        ("de la o", "busqueda-corta"),
        ("  a ", "busqueda-corta"),
        ("¿?", "busqueda-corta"),
        ("a" * 81, "busqueda-larga"),
    ],
)
def test_what_cannot_be_looked_for_is_told(texto: str, codigo: str) -> None:
    with pytest.raises(DatoInvalido) as negado:
        busqueda.leer(texto)
    assert (negado.value.codigo, negado.value.campo) == (codigo, "buscar")


def test_an_amount_alone_is_enough() -> None:
    assert busqueda.leer("Gs", (ImporteBuscado(1, 5),)) == Buscado(importes=(ImporteBuscado(1, 5),))


@given(st.integers(0, 99_999), st.integers(0, 10**9), st.integers(1, 20))
def test_ends_are_of_the_newest_numbers(cual: int, ultimo: int, cuantos: int) -> None:
    final = f"{cual:05}"
    hallados = list(busqueda.terminados(final, ultimo, cuantos))
    assert len(hallados) <= cuantos
    assert hallados == sorted(hallados, reverse=True)
    assert all(0 < numero <= ultimo and f"{numero:08}".endswith(final) for numero in hallados)
    assert len(hallados) == min(cuantos, len(range(cual or 100_000, ultimo + 1, 100_000)))


@given(st.text(max_size=90))
def test_whatever_is_typed_is_read_or_refused(texto: str) -> None:
    try:
        leida = busqueda.leer(texto)
    except DatoInvalido:
        return
    assert len(leida.palabras) <= busqueda.PALABRAS


def test_what_has_a_digit_is_likely_to_be_part_of_a_code() -> None:
    assert busqueda.leer("b12x").parte
    assert not busqueda.leer("canal").parte
