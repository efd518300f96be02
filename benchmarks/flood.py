"""What a flood of sign-ins with wrong passwords does to payments, on the embedded database, within one run.

    python -m benchmarks.flood [--rondas 4] [--pagos 60] [--atacantes 64] [--segundos 6] [--codigo CARPETA]

Rounds take turns, calm and flooded, against the same server. Each payment is one POST /pago of a cart that was filled
before; `--codigo` runs the server of another clone, to compare two versions.
"""

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from subprocess import DEVNULL, Popen
from urllib.parse import urlencode

from httpx import AsyncClient
from rich.console import Console

from benchmarks.load import Medido, Pedido, cargar
from benchmarks.processes import ayudante
from tests.deaths.company import fundar
from tests.deaths.processes import RAIZ, cliente, escuchando, puerto_libre
from tests.deaths.tramites import carrito, token

PAGADORES = 4


def _ataque(numero: int) -> bytes:
    """A name of its own, and a password that is nobody's."""
    cuerpo = urlencode({"username": f"60{numero:05d}", "password": "no es la clave"}).encode()
    return (
        b"POST /token HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        b"Content-Length: %d\r\n\r\n%s" % (len(cuerpo), cuerpo)
    )


@contextmanager
def _servidor(codigo: Path, ruta: Path, puerto: int, origen: float) -> Iterator[None]:
    orden = [sys.executable, "-m", "tests.deaths.server", str(ruta), str(puerto), str(origen)]
    with Popen(  # noqa: S603 - our own server
        orden, cwd=codigo, env=os.environ | {"PYTHONPATH": str(codigo)}, stdout=DEVNULL, stderr=DEVNULL
    ) as proceso:
        try:
            yield
        finally:
            proceso.terminate()


async def _pagar(api: AsyncClient, carritos: list[tuple[int, int]], tardanzas: list[float]) -> None:
    while carritos:
        numero, session = carritos.pop()
        antes = time.perf_counter()
        respuesta = await api.post("/pago", params={"session": session, "user": "x", "cod_transaccion": f"K-{numero}"})
        tardanzas.append((time.perf_counter() - antes) * 1000)
        respuesta.raise_for_status()


async def _ronda(api: AsyncClient, carritos: list[tuple[int, int]]) -> list[float]:
    """Every payment's time, in milliseconds."""
    tardanzas: list[float] = []
    await asyncio.sleep(1)
    await asyncio.gather(*(_pagar(api, carritos, tardanzas) for _ in range(PAGADORES)))
    return tardanzas


def _p99(tardanzas: list[float]) -> float:
    return statistics.quantiles(tardanzas, n=100)[98]


async def _medir(opciones: argparse.Namespace, atacante: Connection) -> None:
    pantalla = Console(width=120)
    en_calma: list[float] = []
    atacados: list[float] = []
    with tempfile.TemporaryDirectory() as carpeta:
        ruta, puerto = Path(carpeta) / "avalancha.sqlite3", puerto_libre()
        origen = await fundar(ruta, 2 * opciones.rondas * opciones.pagos)
        with _servidor(opciones.codigo, ruta, puerto, origen):
            await escuchando(puerto)
            pedido = Pedido(puerto, tuple(_ataque(n) for n in range(opciones.atacantes)), opciones.segundos)
            async with cliente(puerto) as api:
                api.headers["authorization"] = await token(api)
                numeros = iter(range(2 * opciones.rondas * opciones.pagos))
                for _ in range(opciones.rondas):
                    for donde, ataca in ((en_calma, False), (atacados, True)):
                        carritos = [(n, await carrito(api, n)) for n in islice(numeros, opciones.pagos)]
                        if ataca:
                            atacante.send(pedido)
                        donde.extend(await _ronda(api, carritos))
                        if ataca:
                            medido: Medido = await asyncio.to_thread(atacante.recv)
                            pantalla.print(f"avalancha: {medido.fallas / medido.segundos:.0f} rechazos por segundo")
    for nombre, tardanzas in (("en calma", en_calma), ("con la avalancha", atacados)):
        pantalla.print(f"{nombre}: p50 {statistics.median(tardanzas):.1f} ms, p99 {_p99(tardanzas):.1f} ms")
    p50 = statistics.median(atacados) / statistics.median(en_calma)
    pantalla.print(f"veces lo de la calma: p50 {p50:.1f}, p99 {_p99(atacados) / _p99(en_calma):.1f}")


def main() -> None:
    """Prints both rows and their ratio."""
    pedido = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    pedido.add_argument("--rondas", type=int, default=4)
    pedido.add_argument("--pagos", type=int, default=60)
    pedido.add_argument("--atacantes", type=int, default=64)
    pedido.add_argument("--segundos", type=float, default=6)
    pedido.add_argument("--codigo", type=Path, default=RAIZ)
    with ayudante(cargar) as (atacante, _):
        asyncio.run(_medir(pedido.parse_args(), atacante))


if __name__ == "__main__":
    main()
