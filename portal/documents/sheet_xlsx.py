"""A sheet as XLSX: texts that are texts, amounts that are numbers, days that are days."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Self

import xlsxwriter

from portal import money
from portal.clock import ASUNCION
from portal.documents.cells import Fila, Importe

# Excel's own limits: of letters in a cell (it counts some as two), and of rows.
LETRAS, FILAS = 32_767 // 2, 1_048_576
ANCHO = 18
DIA_CERO = datetime(1899, 12, 30)  # noqa: DTZ001 - the calendar of a spreadsheet has no zone
UN_DIA = timedelta(days=1)


class SheetXlsx:
    """A file that grows by rows; of them only the last is in memory.

    Every cell is written with its kind: the library's own `write` makes formulas of texts.
    """

    def __init__(self, nombre: str, titulos: Sequence[str]) -> None:
        self._salida = BytesIO()
        self._libro = xlsxwriter.Workbook(self._salida, {"constant_memory": True})
        self._dia = self._libro.add_format({"num_format": "dd/mm/yyyy"})
        self._instante = self._libro.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        self._importes = {
            moneda.codigo: self._libro.add_format(
                {"num_format": f"#,##0.{'0' * moneda.decimales}" if moneda.decimales else "#,##0"}
            )
            for moneda in money.MONEDAS.values()
        }
        self._hoja = self._libro.add_worksheet(nombre)
        self._hoja.set_column(0, len(titulos) - 1, ANCHO)
        self._hoja.freeze_panes(1, 0)
        negrita = self._libro.add_format({"bold": True})
        for columna, titulo in enumerate(titulos):
            self._hoja.write_string(0, columna, titulo, negrita)
        self._fila = 1
        self._cerrado = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if not self._cerrado:
            self._cerrar()

    def agregar(self, filas: Iterable[Fila]) -> None:
        """Below those there are."""
        for fila in filas:
            self._agregar(fila)

    def terminar(self) -> bytes:
        """The whole file; nothing is added after it."""
        self._cerrar()
        return self._salida.getvalue()

    def _cerrar(self) -> None:
        # Also where nobody wants the file any more: its rows wait in a file of their own, which this takes away.
        self._cerrado = True
        self._libro.close()

    def _agregar(self, fila: Fila) -> None:
        if self._fila >= FILAS:
            raise ValueError("a sheet has no more rows")
        for columna, celda in enumerate(fila):
            if isinstance(celda, Importe):
                valor = celda.redondo()
                if valor is not None:
                    self._hoja.write_number(self._fila, columna, float(valor), self._importes[celda.moneda])
            elif isinstance(celda, datetime):
                self._hoja.write_number(self._fila, columna, _serie(celda), self._instante)
            elif isinstance(celda, date):
                self._hoja.write_number(self._fila, columna, _serie(celda), self._dia)
            elif celda:
                self._hoja.write_string(self._fila, columna, celda[:LETRAS])
        self._fila += 1


def _serie(cuando: date) -> float:
    """A day or an instant as Excel counts it, an instant at Asunción's hour and to the minute."""
    if isinstance(cuando, datetime):
        local = cuando.astimezone(ASUNCION).replace(tzinfo=None, second=0, microsecond=0)
        return (local - DIA_CERO) / UN_DIA
    return float((cuando - DIA_CERO.date()).days)
