"""The end of a file that cannot be read on."""

from portal.texts.named import Saying


class FilaIlegible(Exception):
    """From that line on the file cannot be read; `dice` finishes «Línea 7: …»."""

    def __init__(self, linea: int, dice: Saying) -> None:
        super().__init__(dice.code)
        self.linea = linea
        self.dice = dice
