"""A bank's or gateway's extract: what it says it charged, and what it gave back."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import BytesIO
from itertools import islice

from portal.errors import DatoInvalido
from portal.imports import amounts, cell_values, file, titles
from portal.imports.defecto import Defecto
from portal.imports.row import FilaIlegible
from portal.imports.titles import numeradas
from portal.structs.extractos import DE_SIEMPRE, Fila, Leido, TitulosAjenos
from portal.structs.finanzas import Columnas, Movimiento
from portal.texts.catalogue import say
from portal.texts.named import Saying, Sayings, datos

__all__ = ["cabeza", "leer", "numeradas", "titulos_probables"]  # what the desk asks of a reader of extracts

LARGO_CODIGO = 100
TOPE = 50_000
DICHOS = 5


def leer(contenido: bytes, maneras: Sequence[Columnas] = (DE_SIEMPRE,)) -> Leido | TitulosAjenos:
    """By the first of these ways whose titles the file has. Raises DatoInvalido, on `archivo`, that names the lines to
    mend."""
    faltan: tuple[str, ...] = ()
    for manera in maneras:
        avisos: list[Saying] = []
        filas = _filas(contenido, manera.titulos(), avisos)
        try:
            encabezado, faltan = titles.hallar(filas, manera.titulos())
            if faltan:
                continue
            nombres = titles.columnas(encabezado) if manera == DE_SIEMPRE else numeradas(encabezado)
            con_titulo = (nombre for nombre, celda in zip(nombres, encabezado.celdas, strict=True) if celda.strip())
            ajenas = [nombre for nombre in con_titulo if nombre not in manera.titulos()]
            if ajenas:
                avisos.append(Saying("columnas-sin-usar", datos(caso="extracto", columnas=", ".join(ajenas))))
            return Leido(_movimientos(filas, nombres, manera), tuple(say(aviso.code, aviso.data) for aviso in avisos))
        except FilaIlegible as rota:
            raise _cortado(rota) from rota
    return TitulosAjenos(faltan)


def cabeza(contenido: bytes) -> list[Fila]:
    """Its first rows, for somebody to say which of them is of titles. Raises DatoInvalido."""
    try:
        return list(islice(_filas(contenido, frozenset(), []), titles.BUSCADAS))
    except FilaIlegible as rota:
        raise _cortado(rota) from rota


def titulos_probables(filas: Sequence[Fila]) -> Fila:
    """The row with most words, cells that have letters and no figures; the first of equals, and of the fullest."""

    def parecido(fila: Fila) -> tuple[int, int]:
        palabras = sum(any(map(str.isalpha, celda)) and not any(map(str.isdigit, celda)) for celda in fila.celdas)
        return palabras, sum(bool(celda.strip()) for celda in fila.celdas)

    return max(filas, key=parecido)


def _filas(contenido: bytes, pedidos: frozenset[str], avisos: list[Saying]) -> Iterator[Fila]:
    return file.filas(BytesIO(contenido), lambda celdas: titles.cuantos(celdas, pedidos), avisos)


def _movimientos(filas: Iterator[Fila], nombres: list[str], manera: Columnas) -> tuple[Movimiento, ...]:
    movimientos: list[Movimiento] = []
    fallas: list[Saying] = []
    for fila in filas:
        if fila.linea > TOPE:
            raise DatoInvalido("extracto-invalido", datos(caso="largo", tope=TOPE), "archivo")
        try:
            movimientos.append(_movimiento(fila.linea, titles.por_titulo(nombres, fila), manera))
        except Defecto as error:
            fallas.append(Saying("extracto-falla", datos(linea=fila.linea, defecto=error.dice)))
    if fallas:
        raise _con_fallas(fallas)
    if not movimientos:
        raise DatoInvalido("extracto-invalido", datos(caso="vacio"), "archivo")
    return tuple(movimientos)


def _cortado(rota: FilaIlegible) -> DatoInvalido:
    return DatoInvalido("extracto-invalido", datos(caso="cortado", linea=rota.linea, defecto=rota.dice), "archivo")


def _con_fallas(fallas: Sequence[Saying]) -> DatoInvalido:
    dichas = Sayings(tuple(fallas[:DICHOS]))
    otras = len(fallas) - DICHOS
    if otras > 0:
        return DatoInvalido("extracto-invalido", datos(caso="muchas-fallas", fallas=dichas, otras=otras), "archivo")
    return DatoInvalido("extracto-invalido", datos(caso="fallas", fallas=dichas), "archivo")


def _movimiento(linea: int, fila: dict[str, str], manera: Columnas) -> Movimiento:
    """Titles are told as the file's owner knows them."""
    nombre = manera.codigo.lower()
    codigo = cell_values.obligatorio(nombre, cell_values.codigo(nombre, fila[manera.codigo], LARGO_CODIGO))
    moneda = manera.moneda_fija or _moneda(manera, fila)
    importe = _importe(manera, fila, moneda)
    fecha = cell_values.fecha(manera.fecha.lower(), fila[manera.fecha])
    return Movimiento(linea=linea, codigo=codigo, fecha=fecha, importe=importe, moneda=moneda)


def _importe(manera: Columnas, fila: dict[str, str], moneda: int) -> Decimal:
    """Negative where the money was given back: by its sign, or in a column of its own, whatever sign it has there."""
    nombre = manera.importe.lower()
    devuelto = fila[manera.devolucion].strip() if manera.devolucion else ""
    vuelve = abs(amounts.con_signo(manera.devolucion.lower(), devuelto, moneda)) if devuelto else Decimal(0)
    if vuelve and not fila[manera.importe].strip():
        return -vuelve
    importe = amounts.con_signo(nombre, fila[manera.importe], moneda)
    if vuelve and importe:
        raise Defecto("importe-doble", datos(importe=nombre, devolucion=manera.devolucion.lower()))
    if not importe and not vuelve:
        raise Defecto("importe-cero", datos(columna=nombre))
    return importe or -vuelve


def _moneda(manera: Columnas, fila: dict[str, str]) -> int:
    """What its column says, or the sign beside the amount."""
    dicha = cell_values.moneda(manera.moneda.lower(), fila[manera.moneda]) if manera.moneda else None
    moneda = dicha or next(filter(None, map(_dicha, _celdas_de_importe(manera, fila))), None)
    if moneda is None:
        raise Defecto("moneda-sin-decir", datos(columna=manera.moneda.lower() or manera.importe.lower()))
    return moneda


def _celdas_de_importe(manera: Columnas, fila: dict[str, str]) -> list[str]:
    return [fila[titulo] for titulo in (manera.importe, manera.devolucion) if titulo]


def _dicha(importe: str) -> int | None:
    return amounts.moneda_dicha(importe)[0]
