"""Every statement of ours on the portal's tables, by where it is written."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from itertools import product
from types import ModuleType

import portal.pasarela
import portal.repo.tables
from portal.repo.tables.desk import clientes
from portal.repo.tables.payments import listados, tabla
from portal.rules.desk.busqueda import PALABRAS
from portal.structs.tabla import OrdenDeTabla

VERBO = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|MERGE|WITH)\s")
# What the routes ask for in lists: whose payments, what is searched, in which state, from where on.
DE_QUIEN = ((), ("emisor",), ("documento",))
BUSCADO = ((), ("buscar", "buscar_documento"), ("buscar", "buscar_documento", "numero"))
LISTAS = tuple(frozenset(sum(cada, ())) for cada in product(DE_QUIEN, BUSCADO, ((), ("estado",)), ((), ("desde",))))


def de_modulo(modulo: ModuleType) -> Iterator[tuple[str, str]]:
    """Those that are constants of it."""
    for nombre, valor in vars(modulo).items():
        if isinstance(valor, str) and VERBO.match(valor):
            yield f"{modulo.__name__.removeprefix('portal.')}.{nombre}", valor


def de_las_listas() -> Iterator[tuple[str, str]]:
    """Those that list payments, put together from what was asked for."""
    for pedidos in LISTAS:
        yield f"lista de {'+'.join(sorted(pedidos)) or 'todos'}", listados.sentencia(pedidos)


def de_las_busquedas() -> Iterator[tuple[str, str]]:
    """Those that find customers by their words, put together from how many were asked for."""
    for cuantas in range(1, PALABRAS + 1):
        yield f"clientes por {cuantas} palabras", clientes.de_palabras(cuantas)


def de_la_mesa() -> Iterator[tuple[str, str]]:
    """Those of the desk's table, with nothing asked for and with everything."""
    for pedidos in (frozenset[str](), frozenset(tabla.CONDICIONES)):
        yield f"sumas de {len(pedidos)} condiciones", tabla.sentencia_de_sumas(pedidos)
        for orden in OrdenDeTabla:
            for sigue in (False, True):
                yield f"tabla {orden} {len(pedidos)} {sigue}", tabla.sentencia(pedidos, orden, sigue=sigue)


def todas() -> Iterator[tuple[str, str]]:
    """Those of both engines."""
    for paquete in (portal.repo.tables, portal.pasarela):
        for cual in pkgutil.walk_packages(paquete.__path__, f"{paquete.__name__}."):
            yield from de_modulo(importlib.import_module(cual.name))
    yield from de_las_listas()
    yield from de_las_busquedas()
    yield from de_la_mesa()
