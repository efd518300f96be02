"""Why a row cannot be read."""

from portal.texts.catalogue import say
from portal.texts.named import Datos, Saying


class Defecto(Exception):
    """A code of texts/es/celda.py and its data; `dice` finishes «Línea 7: …»."""

    def __init__(self, codigo: str, dice: Datos = ()) -> None:
        super().__init__(codigo)
        self.dice = Saying(codigo, dice)

    def __str__(self) -> str:
        return say(self.dice.code, self.dice.data)
