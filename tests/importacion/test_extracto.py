import contextlib
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.errors import DatoInvalido
from portal.importacion import extracto
from portal.structs.finanzas import Movimiento

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
    assert extracto.leer(contenido) == (UNO,)


@pytest.mark.parametrize(
    ("contenido", "dicho"),
    [
        (b"", "títulos"),
        (b"codigo;fecha\nT-1;23/11/2026\n", "importe, moneda"),
        (b"codigo;fecha;importe;moneda\n", "ninguna línea"),
        (b"codigo;fecha;importe;moneda\nT-1;31/02/2026;5;1\nT-2;23/11/2026;0;1\n", "línea 2.*línea 3"),
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
        assert extracto.leer(contenido)
