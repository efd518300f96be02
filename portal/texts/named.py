"""What a sentence speaks of, without words: the data that go with a code."""

from datetime import date, datetime
from typing import TypeAlias

from msgspec import Struct


class PlanNombrado(Struct, frozen=True):
    """A plan that has to be told from others: `nombra` is what gives it its name, "plan" or "lote"."""

    nombra: str
    nombre: str


class Vence(Struct, frozen=True):
    """A due date; `paso` tells whether it is behind, None where nobody knows what day it is."""

    fecha: date
    paso: bool | None


class DeudaNombrada(Struct, frozen=True, kw_only=True):
    """A debt by its instalment's number, or else by its description; each further part only where it is to be told."""

    cuota: int | None = None
    descripcion: str = ""
    plan: PlanNombrado | None = None
    lote: str = ""
    vence: Vence | None = None


class Faltan(Struct, frozen=True):
    """Debts that are missing, with a verb of their own."""

    deudas: tuple[DeudaNombrada, ...]


class CuotasVencidas(Struct, frozen=True):
    """How many instalments are overdue, and of which plan where there are several."""

    cuantas: int
    plan: PlanNombrado | None


class ComprobanteNombrado(Struct, frozen=True):
    """A payment by its receipt's number."""

    numero: str


class CodigoNombrado(Struct, frozen=True):
    """A payment by the transaction code that its canal gave it."""

    codigo: str


class Saying(Struct, frozen=True):
    """What a code says with its data: inside another sentence, or kept until somebody says it."""

    code: str
    data: "Datos" = ()


class Sayings(Struct, frozen=True):
    """Several of them, one after the other."""

    each: tuple[Saying, ...]


Nombrado: TypeAlias = str | DeudaNombrada | ComprobanteNombrado | CodigoNombrado
Dato: TypeAlias = Nombrado | Saying | int | date | datetime | Faltan | CuotasVencidas | Sayings | tuple[Nombrado, ...]
Datos: TypeAlias = tuple[tuple[str, Dato], ...]

# The datum that chooses among the sentences of one code.
CASO = "caso"


def datos(**cuales: Dato) -> Datos:
    """Data by the names that the sentence has for them, in a shape that can be compared and hashed."""
    return tuple(sorted(cuales.items()))
