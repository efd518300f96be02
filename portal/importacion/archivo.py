"""The bytes of a CSV file as rows, whichever spreadsheet wrote it."""

import csv
import io
from collections.abc import Iterator
from typing import Protocol

from portal.errors import DatoInvalido


class Filas(Iterator[list[str]], Protocol):
    """What csv.reader gives: its own type has no public name. `line_num` is of the row last read."""

    @property
    def line_num(self) -> int:
        """Lines of the file read so far."""


def texto(contenido: bytes) -> str:
    """UTF-8, with or without its mark. Raises DatoInvalido that names the line where it is not."""
    try:
        return contenido.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        linea = contenido.count(b"\n", 0, error.start) + 1
        raise DatoInvalido(
            "planilla-sin-utf8",
            f"El archivo no está en UTF-8 (línea {linea}): guardalo como «CSV UTF-8»; parece Latin-1, el de Excel.",
            "archivo",
        ) from error


def lector(contenido: bytes) -> Filas:
    """Its rows, separated by `;` or `,` as its heading is. Raises as texto does."""
    leido = texto(contenido)
    encabezado = leido.partition("\n")[0]
    separador = ";" if encabezado.count(";") >= encabezado.count(",") else ","
    return csv.reader(io.StringIO(leido, newline=""), delimiter=separador, strict=True)


def siguiente(filas: Iterator[list[str]]) -> list[str] | None:
    """The next row, or None at the end. Raises DatoInvalido where its quotes do not close."""
    try:
        return next(filas, None)
    except csv.Error as error:
        raise DatoInvalido(
            "planilla-ilegible", "El encabezado no se puede leer: revisá las comillas.", "archivo"
        ) from error
