"""One row of any file, and the end of a file that cannot be read on."""

from msgspec import Struct

from portal.texts.named import Saying


class Fila(Struct, frozen=True):
    """Its cells as text, and the line of the file on which it begins."""

    linea: int
    celdas: list[str]


class FilaIlegible(Exception):
    """From that line on the file cannot be read; `dice` finishes «Línea 7: …»."""

    def __init__(self, linea: int, dice: Saying) -> None:
        super().__init__(dice.code)
        self.linea = linea
        self.dice = dice
