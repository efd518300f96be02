"""The real server on the tests' company, with a clock that starts on its Monday and runs.

`python -m tests.e2e.server RUTA_DE_LA_BASE PUERTO [AJUSTE=VALOR...]`
"""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import uvicorn

from portal.app import create_app
from portal.cli.silent_connections import ConPlazo
from portal.settings import cargar
from tests import datos

ARRANCO = "PORTAL_TEST_ARRANQUE"
# One for a test and the servers that it starts, so that both know which code an application shows.
ARRANQUE = datetime.fromisoformat(os.environ[ARRANCO]) if ARRANCO in os.environ else datetime.now(UTC)
ESPERA_S = 30


def clock() -> datetime:
    return datos.AHORA + (datetime.now(UTC) - ARRANQUE)


@contextmanager
def servir(base: Path, *ajustes: str) -> Iterator[str]:
    """Its address; the process is ended by its own number. ajustes: AJUSTE=VALOR."""
    puerto = _puerto_libre()
    proceso = subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", "tests.e2e.server", str(base), str(puerto), *ajustes],
        env={**os.environ, ARRANCO: ARRANQUE.isoformat()},
    )
    direccion = f"http://localhost:{puerto}"
    limite = time.monotonic() + ESPERA_S
    try:
        while not _responde(f"{direccion}/ayuda"):
            assert proceso.poll() is None, "the server ended by itself"
            assert time.monotonic() < limite, "the server did not start"
            time.sleep(0.1)
        yield direccion
    finally:
        proceso.terminate()
        proceso.wait(ESPERA_S)


def _puerto_libre() -> int:
    with socket.socket() as enchufe:
        enchufe.bind(("127.0.0.1", 0))
        return int(enchufe.getsockname()[1])


def _responde(direccion: str) -> bool:
    try:
        urllib.request.urlopen(direccion, timeout=1).close()  # noqa: S310 - loopback
    except OSError:
        return False
    return True


if __name__ == "__main__":
    ruta, puerto, *otros = sys.argv[1:]
    pedidos = dict(otro.split("=", 1) for otro in otros)
    ajustes = cargar({"SQLITE_PATH": ruta, "URL_PUBLICA": f"http://localhost:{puerto}"} | pedidos)
    uvicorn.run(create_app(ajustes, clock), port=int(puerto), http=ConPlazo, log_level="error")
