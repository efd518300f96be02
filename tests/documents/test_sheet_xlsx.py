"""What is written as XLSX, read by a library of other authors."""

import tempfile
import tracemalloc
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from python_calamine import CalamineWorkbook

from portal.documents import customer_sheets
from portal.documents.sheet_xlsx import LETRAS, SheetXlsx
from portal.documents.sheets import Formato
from portal.structs.pagos import Estado
from tests.documents.recibos import agua
from tests.documents.test_customer_sheets import BLANCOS, HOY, consulta, historial
from tests.rules.payment.pagos import pago

XLSX = Formato.XLSX


def leer(contenido: bytes) -> list[dict[str, object]]:
    titulos, *filas = CalamineWorkbook.from_filelike(BytesIO(contenido)).get_sheet_by_index(0).to_python()
    return [dict(zip(map(str, titulos), fila, strict=True)) for fila in filas]


def test_each_kind_of_cell_is_of_its_kind() -> None:
    anulado = pago(Estado.ANULADO, anulado=datetime(2026, 8, 4, 1, 0, 59, tzinfo=UTC), cod_transaccion="000123")
    dolares = pago(moneda=2, total=Decimal("12345.50"), cod_transaccion="1e10")
    primera, segunda = leer(historial(anulado, dolares, formato=XLSX))
    assert (primera["Número"], primera["Código de transacción"]) == ("00000012", "000123")
    assert [str(primera[cual]) for cual in ("Fecha y hora", "Anulado")] == [
        "2026-08-03 12:00:00",
        "2026-08-03 22:00:00",
    ]
    assert (primera["Moneda"], primera["Total"], primera["Documento"]) == ("PYG", 101_500.0, "4567890")
    assert (segunda["Código de transacción"], segunda["Total"], segunda["Anulado"]) == ("1e10", 12_345.5, "")


def test_a_statement_has_days_and_empty_cells() -> None:
    (fila,) = leer(customer_sheets.estado_de_cuenta(consulta(structs.replace(agua(), interes=None)), HOY, XLSX))
    assert (fila["Vencimiento"], fila["A pagar"], fila["Interés incluido"]) == (date(2026, 9, 15), 65_000.0, "")
    assert leer(customer_sheets.estado_de_cuenta(consulta(), HOY, XLSX)) == []


@pytest.mark.parametrize("antes", BLANCOS)
def test_a_formula_is_a_text(antes: str) -> None:
    malo = f'{antes}=HYPERLINK("http://malo";"1")'
    contenido = customer_sheets.estado_de_cuenta(consulta(structs.replace(agua(), descripcion=malo)), HOY, XLSX)
    libro = CalamineWorkbook.from_filelike(BytesIO(contenido))
    (fila,) = leer(contenido)
    assert str(fila["Concepto"]).endswith(malo.strip(antes or None))
    assert libro.sheet_names == ["Estado de cuenta"]
    with SheetXlsx("x", ("uno",)) as hoja:
        hoja.agregar([(malo,)])
        assert b"<f>" not in hoja.terminar()


@settings(max_examples=30)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="_\ufffe\uffff"), max_size=80))
def test_any_text_is_that_text(texto: str) -> None:
    (fila,) = leer(historial(pago(cliente=texto), formato=XLSX))
    assert fila["Cliente"] == texto


def test_a_text_that_is_too_long_for_excel_is_cut_and_not_dropped() -> None:
    with SheetXlsx("x", ("uno",)) as hoja:
        hoja.agregar([("😀" * 40_000,)])
        (fila,) = leer(hoja.terminar())
    assert fila["uno"] == "😀" * LETRAS


def test_a_sheet_that_is_given_up_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with customer_sheets.historial(XLSX) as hoja:
        hoja.agregar(map(customer_sheets.fila_de_pago, [pago()]))
        assert list(tmp_path.iterdir())
    assert list(tmp_path.iterdir()) == []


def test_its_memory_does_not_grow_with_its_rows() -> None:
    def pico(cuantos: int) -> int:
        tracemalloc.start()
        historial(*[pago()] * cuantos, formato=XLSX)
        _, alto = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return alto

    pico(1)  # the library itself
    assert pico(4_000) < 3 * pico(400)
