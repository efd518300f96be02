"""A bank's or gateway's extract as CSV: what it says it charged."""

from collections.abc import Iterator

from portal.errors import DatoInvalido
from portal.importacion import archivo, valores
from portal.importacion.valores import Defecto
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
        except Defecto as error:
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
    lector = archivo.lector(contenido)
    titulos = [titulo.strip().casefold() for titulo in archivo.siguiente(lector) or []]
    faltan = [titulo for titulo in TITULOS if titulo not in titulos]
    if faltan:
        raise _mal(f"Al archivo le faltan títulos: {', '.join(faltan)}.")
    while True:
        linea = lector.line_num + 1
        if linea > TOPE:
            raise _mal(f"El archivo tiene más de {TOPE} líneas: partilo por días.")
        valores_de_fila = archivo.siguiente(lector)
        if valores_de_fila is None:
            return
        if any(valor.strip() for valor in valores_de_fila):
            yield linea, dict(zip(titulos, (valor.strip() for valor in valores_de_fila), strict=False))


def _movimiento(linea: int, fila: dict[str, str]) -> Movimiento:
    codigo = valores.obligatorio("codigo", valores.palabras("codigo", fila.get("codigo", ""), LARGO_CODIGO))
    moneda = NOMBRES_DE_MONEDA.get(fila.get("moneda", "").upper())
    if moneda is None:
        raise Defecto("moneda tiene que ser 1 (PYG) o 2 (USD)")
    importe = valores.importe("importe", fila.get("importe", ""), moneda)
    if not importe:
        raise Defecto("importe tiene que ser mayor que cero")
    fecha = valores.fecha("fecha", fila.get("fecha", ""))
    return Movimiento(linea=linea, codigo=codigo, fecha=fecha, importe=importe, moneda=moneda)
