"""Lists of debts put into a company's embedded database, and what its customers then see."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TypeVar

from portal.repo.embedded.incoming import Comparacion, Incoming
from portal.repo.embedded.load import Carga
from portal.repo.embedded.repo import EmbeddedRepo
from portal.repo.protocol import Transaccion
from portal.structs.deudas import Deuda
from portal.structs.paquete import RespuestaConsulta
from tests import datos
from tests.conftest import Casa

T = TypeVar("T")
Lista = list[tuple[str, str, Deuda]]
Vista = dict[str, tuple[str, dict[str, Decimal]]]


def entera(clientes: dict[str, tuple[str, list[Deuda]]] = datos.CLIENTES) -> Lista:
    return [(documento, nombre, deuda) for documento, (nombre, deudas) in clientes.items() for deuda in deudas]


def en_base(casa: Casa, accion: Callable[[EmbeddedRepo], Awaitable[T]]) -> T:
    """On the file itself, whichever engine the other tests use."""

    async def con_repo() -> T:
        repo = EmbeddedRepo(Path(casa.settings.sqlite_path), casa.clock, Decimal("0.015"))
        try:
            return await accion(repo)
        finally:
            await repo.cerrar()

    return asyncio.run(con_repo())


def cargar(
    casa: Casa,
    lista: Iterable[tuple[str, str, Deuda]],
    *,
    completa: bool = False,
    avanzar: Callable[[int], None] = lambda _: None,
    tanda: int = 4,
) -> Counter[str]:
    async def accion(repo: EmbeddedRepo) -> Counter[str]:
        carga = Carga(repo, casa.clock, avanzar, tanda)
        with Incoming() as llegadas:
            llegadas.agregar(lista)
            await carga.preparar()
            llegadas.comparar(repo.ruta, completa=completa, muestra=0)
            return await carga.cargar(llegadas)

    return en_base(casa, accion)


def comparar(casa: Casa, lista: Lista, *, completa: bool = True, muestra: int = 3) -> Comparacion:
    with Incoming() as llegadas:
        llegadas.agregar(lista)
        return llegadas.comparar(Path(casa.settings.sqlite_path), completa=completa, muestra=muestra)


def vista(casa: Casa, documentos: Iterable[str] = datos.CLIENTES) -> Vista:
    """What PAWEB_CONSULTA tells of each customer; nothing of the asking stays."""

    async def accion(repo: EmbeddedRepo) -> Vista:
        visto: Vista = {}
        for documento in documentos:
            deudas: dict[str, Decimal] = {}
            nombre = ""
            for moneda in (1, 2):
                dicho = await repo.write(partial(_preguntar, documento=documento, moneda=moneda))
                deudas |= {deuda.codmovimiento: deuda.importe for deuda in dicho.deudas}
                nombre = dicho.desc_clie or nombre
            visto[documento] = (nombre, deudas)
        return visto

    return en_base(casa, accion)


async def _preguntar(tx: Transaccion, documento: str, moneda: int) -> RespuestaConsulta:
    return await tx.paquete.consultar(documento, moneda, "x")
