"""A file as rows, whatever it is: a CSV of any program, an XLSX or an ODS, told by its content and not by its name."""

from collections.abc import Callable, Iterator
from typing import BinaryIO

from portal.errors import DatoInvalido
from portal.imports import csv_rows, sheet_rows
from portal.imports.row import Fila
from portal.imports.sheet_rows import UPLOADED, Limits

AJENOS = (
    (b"\xd0\xcf\x11\xe0", "Es una planilla del Excel viejo (.xls) o tiene clave: guardala como XLSX, sin clave."),
    (b"%PDF", "Es un PDF: pedí el mismo listado como CSV o XLSX."),
    (b"<", "Es una página web con nombre de planilla: abrila en Excel y guardala como XLSX."),
)


def filas(
    origen: BinaryIO, titulos: Callable[[list[str]], int], avisos: list[str], limites: Limits = UPLOADED
) -> Iterator[Fila]:
    """Each row that is not blank, one at a time.

    titulos: how many titles a row is known by. avisos: gets what was passed over and should be told. Raises
    DatoInvalido where the file cannot be read, FilaIlegible where it cannot be read on.
    """
    origen.seek(0)
    cabeza = origen.read(64)
    if not cabeza.strip():
        raise DatoInvalido("planilla-vacia", "El archivo está vacío.", "archivo")
    if cabeza.startswith(b"PK\x03\x04"):
        return sheet_rows.rows(origen, limites, avisos)
    for comienzo, frase in AJENOS:
        if cabeza.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(comienzo):
            raise DatoInvalido("planilla-ajena", frase, "archivo")
    return csv_rows.rows(origen, titulos)
