"""What the file of an extract says, once it was read."""

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from portal.structs.finanzas import Columnas, Movimiento

DE_SIEMPRE = Columnas(codigo="CODIGO", fecha="FECHA", importe="IMPORTE", moneda="MONEDA")


class Fila(Struct, frozen=True):
    """A row's cells as text, and the line of the file on which it begins."""

    linea: int
    celdas: list[str]


class Leido(Struct, frozen=True):
    """Every line of an extract, and what was passed over, as it is kept with it."""

    movimientos: tuple[Movimiento, ...]
    avisos: tuple[str, ...]


class TitulosAjenos(Struct, frozen=True):
    """None of the ways of reading it that were given finds its titles; `faltan`: those of the last way."""

    faltan: tuple[str, ...]


class LectorDeExtractos(Protocol):
    """Whoever reads an extract's file, and knows nothing of the portal. Each method raises DatoInvalido, on `archivo`,
    for a file that cannot be read."""

    def leer(self, contenido: bytes, maneras: Sequence[Columnas], /) -> Leido | TitulosAjenos:
        """By the first of these ways whose titles the file has."""

    def cabeza(self, contenido: bytes, /) -> list[Fila]:
        """Its first rows, for somebody to say which of them is of titles."""

    def titulos_probables(self, filas: Sequence[Fila], /) -> Fila:
        """The row that looks most like titles."""

    def numeradas(self, fila: Fila, /) -> list[str]:
        """Its titles told apart for somebody who chooses among them."""
