import contextlib
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from portal.errors import DatoInvalido
from portal.imports import extracto
from portal.structs.extractos import DE_SIEMPRE, Leido, TitulosAjenos
from portal.structs.finanzas import Movimiento
from tests.imports import sheets

UNO = Movimiento(linea=2, codigo="T-1", fecha=date(2026, 11, 23), importe=Decimal(1_791_475), moneda=1)


@pytest.mark.parametrize(
    "contenido",
    [
        b"codigo;fecha;importe;moneda\nT-1;23/11/2026;1.791.475;1\n",
        b"codigo,fecha,importe,moneda\r\nT-1,2026-11-23,1791475,PYG\r\n",
        "\ufeffMoneda;Importe;Otra;FECHA;Codigo\nGs.;1791475;x;23/11/2026;T-1".encode(),
    ],
)
def test_the_forms_that_spreadsheets_write_are_read(contenido: bytes) -> None:
    assert extracto.leer(contenido).movimientos == (UNO,)


@pytest.mark.parametrize(
    ("contenido", "dicho"),
    [
        (b"", "El archivo está vacío"),
        (b"codigo;fecha;importe;moneda\n", "ninguna línea"),
        (
            b"codigo;fecha;importe;moneda\nT-1;31/02/2026;5;1\nT-2;23/11/2026;0;1\n",
            "línea 2: fecha .*; línea 3: importe no puede",
        ),
        (b"codigo;fecha;importe;moneda\n;23/11/2026;5;1\n", "línea 2: falta codigo"),
        (b"codigo;fecha;importe;moneda\nT-1;23/11/2026;5;9\n", "línea 2: moneda"),
        (b"codigo;fecha;importe;moneda\n" + b"T;x;5;1\n" * 9, "Y 4 más"),
    ],
)
def test_a_wrong_file_is_told_line_by_line(contenido: bytes, dicho: str) -> None:
    with pytest.raises(DatoInvalido, match=dicho) as error:
        extracto.leer(contenido)
    assert error.value.campo == "archivo"


@given(st.binary(max_size=400) | st.binary(max_size=200).map(lambda cola: b"codigo;fecha;importe;moneda\n" + cola))
def test_any_bytes_are_read_or_refused(contenido: bytes) -> None:
    with contextlib.suppress(DatoInvalido):
        assert isinstance(extracto.leer(contenido), Leido | TitulosAjenos)


def test_more_cells_than_titles_load_no_guarani() -> None:
    with pytest.raises(DatoInvalido, match=r"línea 2: tiene más celdas que títulos: «500», en la columna 5"):
        extracto.leer(b"codigo,fecha,moneda,importe\nA1,28/11/2026,PYG,1,500,000\n")


def test_a_title_that_comes_twice_is_refused_by_its_name() -> None:
    with pytest.raises(DatoInvalido, match=r"El título IMPORTE está dos veces \(línea 1\)"):
        extracto.leer(b"codigo;fecha;importe;moneda;Importe\nA;28/11/2026;1;1;2\n")


def test_an_open_quote_is_told_at_its_line() -> None:
    with pytest.raises(DatoInvalido, match=r"No se cargó nada\. Línea 3: las comillas"):
        extracto.leer(b'codigo;fecha;importe;moneda\nA;28/11/2026;1;1\n"B;28/11/2026;1;1\n')


def test_a_bank_s_letterhead_is_skipped_and_lines_stay_the_file_s() -> None:
    leido = extracto.leer(
        "Banco del Sur, S.A.\nDesde;01/11/2026\n\nCódigo;Fecha;Importe;Moneda\nT-1;23/11/2026;5;1\n".encode()
    )
    assert [cada.linea for cada in leido.movimientos] == [5]


def test_titles_are_not_looked_for_all_over_the_file() -> None:
    leido = extracto.leer(b"x\n" * 40 + b"codigo;fecha;importe;moneda\nT-1;23/11/2026;5;1\n")
    assert leido == TitulosAjenos(("CODIGO", "FECHA", "IMPORTE", "MONEDA"))


def test_a_sheet_is_the_same_extract() -> None:
    libro = sheets.xlsx(
        [["Banco"], [None], ["Código", "Fecha", "Importe", "Moneda"], ["T-1", date(2026, 11, 23), 1791475, "PYG"]]
    )
    assert extracto.leer(libro).movimientos == (structs.replace(UNO, linea=4),)


@pytest.mark.parametrize("codigo", ["A\u200b1", "1,23457E+14"])
def test_a_code_that_cannot_be_trusted_is_refused(codigo: str) -> None:
    with pytest.raises(DatoInvalido, match="línea 2: codigo"):
        extracto.leer(f"codigo;fecha;importe;moneda\n{codigo};23/11/2026;5;1\n".encode())


def test_a_line_charges_or_gives_back() -> None:
    manera = structs.replace(DE_SIEMPRE, devolucion="DEVUELTO")
    contenido = b"codigo;fecha;importe;devuelto;moneda\nA;23/11/2026;5;5;1\nB;23/11/2026;;5;1\n"
    with pytest.raises(DatoInvalido, match="línea 2: importe y devuelto tienen importe, y es uno o el otro") as error:
        extracto.leer(contenido, (manera,))
    assert "extracto-falla" in repr(error.value.dice)


def test_without_a_word_of_currency_the_sign_beside_the_amount_tells() -> None:
    leido = extracto.leer("codigo;fecha;importe;moneda\nA;23/11/2026;U$S 5,50;\nB;23/11/2026;₲ 850.000.-;\n".encode())
    assert [(cada.moneda, cada.importe) for cada in leido.movimientos] == [(2, Decimal("5.50")), (1, Decimal(850_000))]
    with pytest.raises(DatoInvalido, match="línea 2: no dice la moneda"):
        extracto.leer(b"codigo;fecha;importe;moneda\nA;23/11/2026;5;\n")
