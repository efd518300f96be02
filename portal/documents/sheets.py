"""The kinds of file in which a sheet is taken away."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from enum import StrEnum
from typing import Protocol

from portal.documents.cells import Fila
from portal.documents.sheet_csv import SheetCsv


class Formato(StrEnum):
    """Its value is the file's extension."""

    CSV = "csv"
    XLSX = "xlsx"


MEDIA_TYPES = {
    Formato.CSV: "text/csv",
    Formato.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Sheet(AbstractContextManager["Sheet"], Protocol):
    """A file that grows by rows; leaving its block gives up what it holds."""

    def agregar(self, filas: Iterable[Fila]) -> None:
        """Below those there are."""

    def terminar(self) -> bytes:
        """The whole file; nothing is added after it."""


def nueva(formato: Formato, nombre: str, titulos: Sequence[str]) -> Sheet:
    """A sheet with its titles; `nombre` is what its tab says, where there are tabs."""
    if formato is Formato.CSV:
        return SheetCsv(nombre, titulos)
    # Who asks for the first one waits for its library, and no start does.
    from portal.documents.sheet_xlsx import SheetXlsx  # noqa: PLC0415 - as the line above says

    return SheetXlsx(nombre, titulos)
