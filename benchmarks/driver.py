"""The driver alone: what a program without a portal gets from the same database."""

import threading
import time
from decimal import Decimal
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any

import oracledb

from benchmarks.base import CLIENTES, documento
from benchmarks.load import Medido
from tests.oracle_wire.listener import CLAVE, SERVICIO, USUARIO

CONEXIONES = 10


def consultar(conexion: Any, quien: str, *, cierra: bool) -> None:
    """PAWEB_CONSULTA and its cursor; `cierra` also ends the transaction, without which the idsession is nothing."""
    with conexion.cursor() as cursor, conexion.cursor() as deudas:
        binds = ["4567890", 1, deudas, quien, cursor.var(str)]
        cursor.callproc("PACK_PAGO_WS.PAWEB_CONSULTA", [*binds, *map(cursor.var, (Decimal, Decimal, str, str))])
        deudas.fetchall()
    if cierra:
        conexion.commit()


def conducir(pedidos: Connection, puerto: int) -> None:
    """16 threads over 10 connections. Asked (seconds, whether it commits), answers what it measured."""
    oracledb.defaults.fetch_decimals = True
    libres: SimpleQueue[Any] = SimpleQueue()
    for _ in range(CONEXIONES):
        dsn = f"127.0.0.1:{puerto}/{SERVICIO}"
        libres.put(oracledb.connect(user=USUARIO, password=CLAVE, dsn=dsn, disable_oob=True))
    while True:
        segundos, cierra = pedidos.recv()
        tardanzas: list[float] = []
        antes = time.perf_counter()

        def cliente(numero: int, hasta: float, cierra: bool, tardanzas: list[float]) -> None:
            while (empieza := time.perf_counter()) < hasta:
                conexion = libres.get()
                consultar(conexion, documento(numero), cierra=cierra)
                libres.put(conexion)
                tardanzas.append((time.perf_counter() - empieza) * 1000)

        hilos = [
            threading.Thread(target=cliente, args=(numero, antes + segundos, cierra, tardanzas))
            for numero in range(CLIENTES)
        ]
        for hilo in hilos:
            hilo.start()
        for hilo in hilos:
            hilo.join()
        pedidos.send(Medido(time.perf_counter() - antes, tardanzas))
