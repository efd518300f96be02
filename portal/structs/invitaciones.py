"""Inviting many customers at once: who is invited, and what came of each line."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Protocol

from msgspec import Struct

from portal.texts.named import Saying


class Invitado(Struct, frozen=True, kw_only=True):
    """A customer to invite, and the line that names them. documento and correo in their normal forms; nombre: as the
    list has it, '' where it has none."""

    linea: int
    documento: str
    correo: str
    nombre: str = ""


class LineaIlegible(Struct, frozen=True):
    """A line that names nobody, and why: `dice` finishes «Línea 7: …»."""

    linea: int
    dice: Saying


class LectorDeClientes(Protocol):
    """Whoever reads a list of customers, and knows nothing of the portal."""

    def leer(self, contenido: bytes, avisos: list[Saying] | None = None, /) -> Iterator[Invitado | LineaIlegible]:
        """Each line in order. Raises DatoInvalido, on `archivo`, for a file that cannot be read. avisos: gets what was
        passed over."""


class QueFueDe(StrEnum):
    """What came of a line. Only of the first did a mail go out."""

    INVITADO = "invitado"
    ESTABA_INVITADO = "estaba-invitado"
    CON_CUENTA = "con-cuenta"
    DESCONOCIDO = "desconocido"
    ILEGIBLE = "ilegible"


class Invitacion(Struct, frozen=True, kw_only=True):
    """A line of the report. documento: '' where it could not be read; dice: why not."""

    linea: int
    fue: QueFueDe
    documento: str = ""
    correo: str = ""
    dice: Saying | None = None
