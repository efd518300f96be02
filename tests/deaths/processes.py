"""Real server processes on 127.0.0.1, each ended by its own number."""

import asyncio
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path

from httpx import AsyncClient

from tests.deaths import server

ESPERA_S = 60
RAIZ = Path(__file__).parents[2]

# Starting an interpreter costs a second and a half: this one has everything imported, and gives birth to the servers.
_partera = multiprocessing.get_context("forkserver")
_partera.set_forkserver_preload(["tests.deaths.server"])


@dataclass
class Servidor:
    """One process that serves the file `ruta`."""

    proceso: BaseProcess
    puerto: int

    def matar(self) -> None:
        """kill -9."""
        if self.proceso.pid is not None and self.proceso.is_alive():
            os.kill(self.proceso.pid, signal.SIGKILL)

    async def terminado(self) -> None:
        """Waits for its end."""
        await hasta(lambda: not self.proceso.is_alive(), "the server did not end")


async def hasta(cumple: Callable[[], bool], si_no: str) -> None:
    """Waits for it, ESPERA_S at most."""
    limite = time.monotonic() + ESPERA_S
    while not cumple():
        assert time.monotonic() < limite, si_no
        await asyncio.sleep(0.01)


def puerto_libre() -> int:
    with socket.socket() as enchufe:
        enchufe.bind(("127.0.0.1", 0))
        return int(enchufe.getsockname()[1])


def cliente(puerto: int) -> AsyncClient:
    """A client with its own cookies, and as many connections as it needs."""
    return AsyncClient(base_url=f"http://127.0.0.1:{puerto}", timeout=ESPERA_S, headers={"accept": "text/html"})


async def escuchando(puerto: int) -> None:
    """Waits for somebody to accept there."""
    limite = time.monotonic() + ESPERA_S
    while True:
        try:
            _, escritor = await asyncio.open_connection("127.0.0.1", puerto)
        except OSError:
            assert time.monotonic() < limite, "the server did not start"
            await asyncio.sleep(0.02)
        else:
            escritor.close()
            return


@asynccontextmanager
async def servir(ruta: Path, origen: float) -> AsyncIterator[Servidor]:
    """A server that accepts, and that is gone afterwards whatever happened."""
    if str(RAIZ) not in sys.path:
        sys.path.insert(0, str(RAIZ))
    puerto = puerto_libre()
    proceso = _partera.Process(target=server.atender, args=(str(ruta), puerto, origen, 1, f"{ruta}.log"))
    proceso.start()
    este = Servidor(proceso, puerto)
    try:
        await escuchando(puerto)
        yield este
    finally:
        este.matar()
        await asyncio.to_thread(proceso.join, ESPERA_S)


@asynccontextmanager
async def servir_varios(ruta: Path, origen: float, procesos: int) -> AsyncIterator[tuple[int, subprocess.Popen[bytes]]]:
    """Port and process of `--workers`; told to end, and made to."""
    puerto = puerto_libre()
    proceso = _arrancar(ruta, puerto, origen, procesos)
    try:
        await escuchando(puerto)
        yield puerto, proceso
    finally:
        proceso.terminate()
        try:
            await asyncio.to_thread(proceso.wait, ESPERA_S)
        finally:
            proceso.kill()


def _arrancar(ruta: Path, puerto: int, origen: float, procesos: int) -> subprocess.Popen[bytes]:
    orden = [sys.executable, "-m", "tests.deaths.server", str(ruta), str(puerto), str(origen), str(procesos)]
    with Path(f"{ruta}.log").open("ab") as registro:
        return subprocess.Popen(orden, cwd=RAIZ, stdout=registro, stderr=registro)  # noqa: S603 - our own module
