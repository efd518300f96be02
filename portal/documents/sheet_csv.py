"""A sheet as CSV, in the one form that a Paraguayan Excel opens with a double click.

UTF-8 with a byte order mark (without it Excel reads Latin-1), `;` between fields and `,` before decimals, as es-PY has
them in Windows; dates dd/MM/yyyy; lines end in CRLF. Amounts have no thousands dot and no symbol, so that they are
numbers; the currency has its own column.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import StringIO
from typing import Self

from portal import formats
from portal.documents.cells import Celda, Fila, Importe, hay_invisibles, sin_blancos

# A spreadsheet takes a text that begins so (full width too) for a formula, and descriptions come from elsewhere.
PELIGROSOS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
# Where a row or a cell would break.
CORTES = ("\t", "\r", "\n")
MESES = "ene|feb|mar|abr|may|jun|jul|ago|sep|set|oct|nov|dic|jan|apr|aug|dec"
# What a spreadsheet reads as a number, a date, a time or a truth, and shows in another way than it was written.
INTERPRETABLE = re.compile(
    rf"[$€₲]?\s*[.,]?[0-9][0-9\s./:,-]*(%|e[+-]?[0-9]+|\s*[ap]\.?\s*m?\.?)?"
    rf"|([0-9]{{1,4}}[\s./-]*)?({MESES})[a-z]*[\s./-]*[0-9]{{0,4}}"
    r"|true|false|verdadero|falso",
    re.IGNORECASE,
)
# These are numbers that stay as they are: with twelve digits Excel already writes 1,23E+11.
INTACTO = re.compile(r"0|[1-9][0-9]{0,10}")


class SheetCsv:
    """A file that grows by rows."""

    def __init__(self, _nombre: str, titulos: Sequence[str]) -> None:
        self._salida = StringIO(newline="")
        self._escritor = csv.writer(self._salida, delimiter=";", lineterminator="\r\n")
        self._escritor.writerow(titulos)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._salida.close()

    def agregar(self, filas: Iterable[Fila]) -> None:
        """Below those there are."""
        self._escritor.writerows([_escrita(celda) for celda in fila] for fila in filas)

    def terminar(self) -> bytes:
        """The whole file; nothing is added after it."""
        return self._salida.getvalue().encode("utf-8-sig")


def _escrita(celda: Celda) -> str:
    if isinstance(celda, Importe):
        valor = celda.redondo()
        return "" if valor is None else str(valor).replace(".", ",")
    if isinstance(celda, datetime):
        return formats.fecha_hora(celda)
    if isinstance(celda, date):
        return formats.fecha(celda)
    return texto(celda or "")


def texto(valor: str) -> str:
    """A text that no spreadsheet takes for anything else. A formula is disarmed by an apostrophe; `000123`, `1e10` or
    `MAR-1` is written `="000123"`, the one way in which Excel keeps it as it is."""
    comienzo = sin_blancos(valor)
    if comienzo.startswith(PELIGROSOS) or valor.startswith(CORTES):
        return f"'{valor}"
    limpio = comienzo.strip()
    if INTERPRETABLE.fullmatch(limpio) and not (INTACTO.fullmatch(limpio) and limpio == valor):
        return f"'{valor}" if hay_invisibles(valor) else f'="{valor}"'
    return valor
