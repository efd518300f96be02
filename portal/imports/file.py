"""A file as rows, whatever it is: a CSV of any program, an XLSX or an ODS, told by its content and not by its name."""

from collections.abc import Callable, Iterator
from typing import BinaryIO

from portal.errors import DatoInvalido
from portal.imports import csv_rows, sheet_rows
from portal.imports.sheet_rows import UPLOADED, Limits
from portal.structs.extractos import Fila
from portal.texts.named import Saying, datos

AJENOS = (
    (b"\xd0\xcf\x11\xe0", "xls"),
    (b"%PDF", "pdf"),
    (b"<", "html"),
)


def filas(
    origen: BinaryIO, titulos: Callable[[list[str]], int], avisos: list[Saying], limites: Limits = UPLOADED
) -> Iterator[Fila]:
    """Each row that is not blank, one at a time.

    titulos: how many titles a row is known by. avisos: gets what was passed over and should be told. Raises
    DatoInvalido where the file cannot be read, FilaIlegible where it cannot be read on.
    """
    origen.seek(0)
    cabeza = origen.read(64)
    if not cabeza.strip():
        raise DatoInvalido("planilla-vacia", campo="archivo")
    if cabeza.startswith(b"PK\x03\x04"):
        return sheet_rows.rows(origen, limites, avisos)
    for comienzo, cual in AJENOS:
        if cabeza.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(comienzo):
            raise DatoInvalido("planilla-ajena", datos(caso=cual), "archivo")
    return csv_rows.rows(origen, titulos)
