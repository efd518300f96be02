"""The driver's asyncio pool, its blocking one in threads, and the portal's engine: what each carries and
survives.

    python -m benchmarks.drivers [--segundos 5] [--ocupado-ms 1] [--procesos 4] [--cruces 60]

The server is another process, with 5 ms before each answer. A consultation is PAWEB_CONSULTA and its cursor of eight
debts: two trips, and a rollback. With `--ocupado-ms` so much work of the loop's own follows each, as a request has.
Survival is counted over processes that meet answers within 1.5 ms of a limit of 30 ms.
"""

import argparse
import asyncio
import contextlib
import multiprocessing
import statistics
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from multiprocessing.connection import Connection
from typing import Any, TypeAlias

import oracledb
from rich.console import Console
from rich.table import Table

from portal.errors import NoDisponible
from portal.repo.oracle.repo import OracleRepo
from portal.repo.protocol import Transaccion
from tests.oracle_wire.ajustes import ajustes
from tests.oracle_wire.listener import CLAVE, SERVICIO, USUARIO, OracleWire
from tests.repo.oracle.company import FILA, Empresa

CLIENTES, CONEXIONES, LATENCIA_S, LIMITE_MS = 16, 10, 0.005, 30
CONSULTA = "PACK_PAGO_WS.PAWEB_CONSULTA"
CONTAR = "SELECT count(*) AS cuantos FROM portal_usuario"
Consulta: TypeAlias = Callable[[], Awaitable[None]]


def servir(aviso: Connection, latencia: float) -> None:
    """The other process, until it is ended."""

    async def atender() -> None:
        empresa = Empresa()
        empresa.filas = [FILA] * 8
        servidor = await OracleWire(empresa).start()
        servidor.latency = latencia
        aviso.send(servidor.port)
        await asyncio.Event().wait()

    asyncio.run(atender())


def _binds(cursor: Any, deudas: Any) -> list[Any]:
    return ["4567890", 1, deudas, "caja", cursor.var(str), *(cursor.var(tipo) for tipo in (Decimal, Decimal, str, str))]


def _trabajar(ms: float) -> None:
    hasta = time.thread_time() + ms / 1000
    while time.thread_time() < hasta:
        pass


async def _medir(consulta: Consulta, segundos: float, ocupado_ms: float) -> tuple[float, float, float]:
    """Consultations a second, and the median and 95th percentile of one, in milliseconds."""
    tardanzas: list[float] = []
    hasta = time.perf_counter() + segundos

    async def cliente() -> None:
        while (antes := time.perf_counter()) < hasta:
            await consulta()
            _trabajar(ocupado_ms)
            tardanzas.append(time.perf_counter() - antes)

    await consulta()
    await asyncio.gather(*(cliente() for _ in range(CLIENTES)))
    centiles = statistics.quantiles(tardanzas, n=20)
    return len(tardanzas) / segundos, statistics.median(tardanzas) * 1000, centiles[18] * 1000


async def con_asyncio(puerto: int, segundos: float, ocupado_ms: float) -> tuple[float, float, float]:
    """The driver's own asyncio pool."""
    dsn = f"127.0.0.1:{puerto}/{SERVICIO}"
    pool = oracledb.create_pool_async(user=USUARIO, password=CLAVE, dsn=dsn, min=CONEXIONES, max=CONEXIONES)

    async def consulta() -> None:
        async with pool.acquire() as conexion:
            with conexion.cursor() as cursor, conexion.cursor() as deudas:
                await cursor.callproc(CONSULTA, _binds(cursor, deudas))
                await deudas.fetchall()
            await conexion.rollback()

    medido = await _medir(consulta, segundos, ocupado_ms)
    await pool.close(force=True)
    return medido


async def con_hilos(puerto: int, segundos: float, ocupado_ms: float) -> tuple[float, float, float]:
    """The driver's own blocking pool, one thread a connection."""
    dsn = f"127.0.0.1:{puerto}/{SERVICIO}"
    pool = oracledb.create_pool(user=USUARIO, password=CLAVE, dsn=dsn, min=CONEXIONES, max=CONEXIONES)

    def trabajo() -> None:
        with pool.acquire() as conexion:
            with conexion.cursor() as cursor, conexion.cursor() as deudas:
                cursor.callproc(CONSULTA, _binds(cursor, deudas))
                deudas.fetchall()
            conexion.rollback()

    with ThreadPoolExecutor(CONEXIONES) as hilos:

        async def consulta() -> None:
            await asyncio.get_running_loop().run_in_executor(hilos, trabajo)

        medido = await _medir(consulta, segundos, ocupado_ms)
    pool.close(force=True)
    return medido


async def con_el_portal(puerto: int, segundos: float, ocupado_ms: float) -> tuple[float, float, float]:
    """The portal's engine, with its checks of what comes."""
    repo = OracleRepo(ajustes(puerto, minimo=CONEXIONES, maximo=CONEXIONES))

    async def cuerpo(tx: Transaccion) -> None:
        await tx.paquete.consultar("4567890", 1, "caja")

    async def consulta() -> None:
        await repo.write(cuerpo)

    medido = await _medir(consulta, segundos, ocupado_ms)
    await repo.cerrar()
    return medido


def cruzar_asyncio(puerto: int, cruces: int) -> None:
    """Answers around the limit, for the asyncio driver."""

    async def todos() -> None:
        conexion: Any = None
        for _ in range(cruces):
            if conexion is None or not conexion.is_healthy():
                conexion = await oracledb.connect_async(
                    user=USUARIO, password=CLAVE, dsn=f"127.0.0.1:{puerto}/{SERVICIO}"
                )
            conexion.call_timeout = LIMITE_MS
            with conexion.cursor() as cursor, contextlib.suppress(oracledb.Error):
                await cursor.execute(CONTAR)

    asyncio.run(todos())


def cruzar_portal(puerto: int, cruces: int) -> None:
    """The same, for the portal's engine."""

    async def todos() -> None:
        repo = OracleRepo(ajustes(puerto, lectura_ms=LIMITE_MS))
        for _ in range(cruces):
            with contextlib.suppress(NoDisponible):
                await repo.read(lambda tx: tx.sql.una(CONTAR))
        await repo.cerrar()

    asyncio.run(todos())


def _con_servidor(latencia: float, uso: Callable[[int], None]) -> None:
    aqui, alla = multiprocessing.Pipe()
    proceso = multiprocessing.Process(target=servir, args=(alla, latencia), daemon=True)
    proceso.start()
    try:
        uso(aqui.recv())
    finally:
        proceso.terminate()
        proceso.join()


def _muertos(blanco: Callable[[int, int], None], puerto: int, procesos: int, cruces: int) -> int:
    hijos = [multiprocessing.Process(target=blanco, args=(puerto, cruces)) for _ in range(procesos)]
    for hijo in hijos:
        hijo.start()
        hijo.join(120)
        if hijo.is_alive():
            hijo.kill()
            hijo.join()
    return sum(hijo.exitcode != 0 for hijo in hijos)


def main() -> None:
    """Prints both tables."""
    pedido = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    pedido.add_argument("--segundos", type=float, default=5)
    pedido.add_argument("--ocupado-ms", type=float, default=0)
    pedido.add_argument("--procesos", type=int, default=4)
    pedido.add_argument("--cruces", type=int, default=60)
    opciones = pedido.parse_args()
    titulo = f"{CLIENTES} clientes, {CONEXIONES} conexiones, {opciones.ocupado_ms:g} ms de trabajo propio"
    velocidad = Table("", "por segundo", "mediana ms", "p95 ms", title=titulo)
    muertes = Table("", "procesos", "murieron", title=f"Respuestas al filo de {LIMITE_MS} ms")

    def velocidades(puerto: int) -> None:
        for medir in (con_asyncio, con_hilos, con_el_portal):
            ritmo, mediana, p95 = asyncio.run(medir(puerto, opciones.segundos, opciones.ocupado_ms))
            velocidad.add_row(medir.__name__, f"{ritmo:.0f}", f"{mediana:.1f}", f"{p95:.1f}")

    def sobrevivientes(puerto: int) -> None:
        for cruzar in (cruzar_asyncio, cruzar_portal):
            muertos = _muertos(cruzar, puerto, opciones.procesos, opciones.cruces)
            muertes.add_row(cruzar.__name__, str(opciones.procesos), str(muertos))

    _con_servidor(LATENCIA_S, velocidades)
    _con_servidor(LIMITE_MS / 1000 - 0.0005, sobrevivientes)
    Console().print(velocidad, muertes)


if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    main()
