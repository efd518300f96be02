"""One row of any file, and the end of a file that cannot be read on."""

from msgspec import Struct


class Fila(Struct, frozen=True):
    """Its cells as text, and the line of the file on which it begins."""

    linea: int
    celdas: list[str]


class FilaIlegible(Exception):
    """From that line on the file cannot be read; `motivo` finishes «Línea 7: …»."""

    def __init__(self, linea: int, motivo: str) -> None:
        super().__init__(motivo)
        self.linea = linea
        self.motivo = motivo
