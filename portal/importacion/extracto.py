"""A bank's or gateway's extract as CSV: what it says it charged."""

import csv
from collections.abc import Iterator
from io import StringIO

from portal.errors import DatoInvalido
from portal.importacion import celdas
from portal.monedas import MONEDAS
from portal.structs.finanzas import Movimiento

TITULOS = ("codigo", "fecha", "importe", "moneda")
NOMBRES_DE_MONEDA = {
    **{str(moneda.codigo): moneda.codigo for moneda in MONEDAS.values()},
    **{moneda.iso: moneda.codigo for moneda in MONEDAS.values()},
    "GS": 1,
    "GS.": 1,
}
LARGO_CODIGO = 100
TOPE = 50_000
DICHOS = 5


def leer(contenido: bytes) -> tuple[Movimiento, ...]:
    """Every line of the file. Raises DatoInvalido, on `archivo`, that names the lines to mend."""
    filas = _filas(contenido)
    movimientos: list[Movimiento] = []
    fallas: list[str] = []
    for linea, fila in filas:
        try:
            movimientos.append(_movimiento(linea, fila))
        except ValueError as error:
            fallas.append(f"línea {linea}: {error}")
    if fallas:
        otras = f" Y {len(fallas) - DICHOS} más." if len(fallas) > DICHOS else ""
        raise _mal(f"No se cargó nada. {'; '.join(fallas[:DICHOS])}.{otras}")
    if not movimientos:
        raise _mal("El archivo no tiene ninguna línea con movimientos.")
    return tuple(movimientos)


def _mal(frase: str) -> DatoInvalido:
    return DatoInvalido("extracto-invalido", frase, "archivo")


def _filas(contenido: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        texto = contenido.decode("utf-8-sig")
    except UnicodeDecodeError:
        texto = contenido.decode("latin-1")
    primera = texto.partition("\n")[0]
    lector = csv.reader(StringIO(texto, newline=""), delimiter=";" if primera.count(";") >= primera.count(",") else ",")
    try:
        titulos = [titulo.strip().casefold() for titulo in next(lector, [])]
        faltan = [titulo for titulo in TITULOS if titulo not in titulos]
        if faltan:
            raise _mal(f"Al archivo le faltan títulos: {', '.join(faltan)}.")
        for numero, valores in enumerate(lector, 2):
            if numero > TOPE:
                raise _mal(f"El archivo tiene más de {TOPE} líneas: partilo por días.")
            if any(valor.strip() for valor in valores):
                yield numero, dict(zip(titulos, (valor.strip() for valor in valores), strict=False))
    except csv.Error as error:
        raise _mal("El archivo no es un CSV que se pueda leer.") from error


def _movimiento(linea: int, fila: dict[str, str]) -> Movimiento:
    codigo = fila.get("codigo", "")
    if not codigo or len(codigo) > LARGO_CODIGO or not codigo.isprintable():
        raise ValueError("falta el código")
    moneda = NOMBRES_DE_MONEDA.get(fila.get("moneda", "").upper())
    if moneda is None:
        raise ValueError("la moneda es 1 (PYG) o 2 (USD)")
    return Movimiento(
        linea=linea,
        codigo=codigo,
        fecha=celdas.fecha(fila.get("fecha", "")),
        importe=celdas.importe(fila.get("importe", ""), moneda),
        moneda=moneda,
    )
