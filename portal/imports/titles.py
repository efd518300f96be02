"""The row of titles: where it is, and what each row under it holds by title."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from portal.errors import DatoInvalido
from portal.imports.defecto import Defecto
from portal.structs.extractos import Fila
from portal.texts.named import datos

# How far down a bank's letterhead may push the titles.
BUSCADAS = 40
LARGO = 60


def normal(titulo: str) -> str:
    """`Descripción ` and `DESCRIPCION` are one title; what is neither letter nor number only parts words."""
    sin_acentos = "".join(letra for letra in unicodedata.normalize("NFKD", titulo) if not unicodedata.combining(letra))
    return re.sub(r"[^A-Z0-9]+", "_", sin_acentos.upper()).strip("_")


def cuantos(celdas: Iterable[str], conocidos: frozenset[str]) -> int:
    """How many known titles a row holds."""
    return len(conocidos & {normal(celda) for celda in celdas})


def hallar(filas: Iterator[Fila], pedidos: frozenset[str]) -> tuple[Fila, tuple[str, ...]]:
    """The first row that has every title asked for, as `numeradas` tells them apart; or else the one that has most of
    them, and those that it lacks. Raises DatoInvalido where there is no row at all."""
    mejor: Fila | None = None
    for fila in islice(filas, BUSCADAS):
        if pedidos <= set(numeradas(fila)):
            return fila, ()
        if mejor is None or cuantos(fila.celdas, pedidos) > cuantos(mejor.celdas, pedidos):
            mejor = fila
    if mejor is None:
        raise DatoInvalido("planilla-vacia", campo="archivo")
    tiene = {normal(celda) for celda in mejor.celdas}
    return mejor, tuple(sorted(pedidos - tiene))


def columnas(fila: Fila) -> list[str]:
    """Its titles in their one form, '' where a column has none. Raises DatoInvalido for one that comes twice."""
    nombres = [normal(celda) for celda in fila.celdas]
    repetidos = [nombre for nombre, veces in Counter(filter(None, nombres)).items() if veces > 1]
    if repetidos:
        raise DatoInvalido(
            "planilla-repetida",
            datos(titulo=repetidos[0][:LARGO], linea=fila.linea),
            "archivo",
        )
    return nombres


def numeradas(fila: Fila) -> list[str]:
    """Its titles told apart for somebody who chooses among them: `FECHA`, `FECHA_2`, `COLUMNA_3`."""
    nombres: list[str] = []
    for numero, celda in enumerate(fila.celdas, start=1):
        base = normal(celda)[:LARGO] or f"COLUMNA_{numero}"
        otro = 2
        nombre = base
        while nombre in nombres:
            nombre, otro = f"{base}_{otro}", otro + 1
        nombres.append(nombre)
    return nombres


def por_titulo(nombres: list[str], fila: Fila) -> dict[str, str]:
    """The row's cells by title; the last ones that were left out are empty. Raises Defecto for a cell under no title:
    a comma inside an amount parts it in two."""
    for lugar, celda in enumerate(fila.celdas):
        if celda.strip() and (lugar >= len(nombres) or not nombres[lugar]):
            raise Defecto("celda-sin-titulo", datos(celda=celda.strip()[:LARGO], lugar=lugar + 1))
    llenas = [*fila.celdas, *[""] * (len(nombres) - len(fila.celdas))]
    return {nombre: celda for nombre, celda in zip(nombres, llenas, strict=False) if nombre}
