"""Figures as the strokes of a drawing: numbers in, paths of SVG out. What each stroke looks like is told by its class.

A path is of one state, and each of its pieces stands for as many as follow one another: dashes make the squares, so
that a plan of ten years weighs less than its table.
"""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from portal.structs.lotes import CuotaMarcada, Marca, MesDelPlan

POR_RENGLON = 12
# Of the plan: where its squares begin, how far one is from the next and how wide it is, and how high a row is.
MARGEN, PASO, LADO, RENGLON = 36, 22, 20, 16
# Of the bars: how wide all of it is, how far one is from the next, and how high the tallest is.
BARRA, ALTO = 40, 60
ENTERA = 100


class Plano(Struct, frozen=True, kw_only=True):
    """A plan as rows of twelve squares. trazos: the path of each state, '' where none is so; rotulos: how far down each
    row's name is, and the name. por_anio: a row is a year, and a square stands at its month."""

    alto: int
    trazos: dict[str, str]
    rotulos: tuple[tuple[float, str], ...]
    por_anio: bool


class Barras(Struct, frozen=True, kw_only=True):
    """Months side by side: how much of each was paid, and over it what is missing. rotulos: where the number of each
    stands."""

    ancho: int
    pagado: str
    falta: str
    rotulos: tuple[tuple[int, int], ...]


def plano(cuotas: Sequence[CuotaMarcada]) -> Plano:
    """A row a year where each instalment has a month of its own; otherwise twelve a row, in their order."""
    lugares = _por_mes(cuotas)
    por_anio = lugares is not None
    if lugares is None:
        lugares = [divmod(numero, POR_RENGLON) for numero in range(len(cuotas))]
    primero = min((fila for fila, _ in lugares), default=0)
    filas = 1 + max((fila for fila, _ in lugares), default=primero) - primero
    trazos = dict.fromkeys(map(str, Marca), "")
    # Where the last piece began, what it is of, and how many squares it has.
    empieza: tuple[int, int] = (0, 0)
    cuantas = 0
    marca = ""
    for cuota, (fila, columna) in [*zip(cuotas, lugares, strict=True), (None, (0, 0))]:
        if cuota and cuantas and cuota.marca == marca and (fila, columna) == (empieza[0], empieza[1] + cuantas):
            cuantas += 1
            continue
        if cuantas:
            x, y = MARGEN + PASO * empieza[1], RENGLON * (empieza[0] - primero) + RENGLON // 2
            trazos[marca] += f"M{x} {y}h{PASO * cuantas - PASO + LADO}"
        empieza, cuantas, marca = (fila, columna), 1, str(cuota.marca) if cuota else ""
    nombres = (fila + primero if por_anio else fila * POR_RENGLON + 1 for fila in range(filas))
    return Plano(
        alto=RENGLON * filas,
        trazos=trazos,
        rotulos=tuple((RENGLON * fila + 11.5, str(nombre)) for fila, nombre in enumerate(nombres)),
        por_anio=por_anio,
    )


def _por_mes(cuotas: Sequence[CuotaMarcada]) -> list[tuple[int, int]] | None:
    """Year and month of each; None where one has no day, two share a month, or they are not in order."""
    lugares = [(cuota.vence.year, cuota.vence.month - 1) for cuota in cuotas if cuota.vence]
    return lugares if len(lugares) == len(cuotas) and lugares == sorted(set(lugares)) else None


def raya(parte: Decimal, entero: Decimal) -> str:
    """A line as long as that part of the whole, of a hundred; '' for nothing."""
    largo = _de(parte, entero, ENTERA)
    return f"M0 4h{largo}" if largo else ""


def barras(meses: Sequence[MesDelPlan]) -> Barras:
    """One for each month, the highest amount as high as all of it."""
    mayor = max((mes.vencia for mes in meses), default=Decimal(0))
    pagado = falta = ""
    for numero, mes in enumerate(meses):
        x = BARRA * numero + BARRA // 2
        hecho, todo = _de(mes.pagado, mayor, ALTO), _de(mes.vencia, mayor, ALTO)
        if hecho:
            pagado += f"M{x} {ALTO}v{-hecho}"
        if todo > hecho:
            falta += f"M{x} {ALTO - hecho}v{hecho - todo}"
    rotulos = tuple((BARRA * numero + BARRA // 2, mes.primero.month) for numero, mes in enumerate(meses))
    return Barras(ancho=BARRA * len(meses), pagado=pagado, falta=falta, rotulos=rotulos)


def _de(parte: Decimal, entero: Decimal, largo: int) -> int:
    """At least one where there is anything at all, so that it is seen."""
    if parte <= 0 or entero <= 0:
        return 0
    return max(1, round(min(parte, entero) * largo / entero))
