"""The command line in a process of its own, with no settings but those given."""

import os
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LIMITE_S = 60
# A flood that one canal sends is measured for what the server bears, not for what a canal is granted.
SIN_CUOTAS = {"CANAL_PEDIDOS_POR_MINUTO": "1000000", "CANAL_DOCUMENTOS_POR_HORA": "1000000"}
AJENAS = (
    "DB_",
    "ORACLE_",
    "SQLITE_",
    "SECRET_",
    "TOKEN_",
    "ALLOWED_",
    "URL_",
    "PASARELA",
    "ENVIRONMENT",
    "TRUSTED_",
    "CANAL_",
    "ARCHIVO_",
)
RAIZ = Path(__file__).parent.parent.parent
# Whether it answers: whose certificate it shows is the test's business.
SIN_MIRAR = ssl._create_unverified_context()  # noqa: S323, SLF001 - loopback


def ambiente(**ajustes: str) -> dict[str, str]:
    limpio = {nombre: valor for nombre, valor in os.environ.items() if not nombre.startswith(AJENAS)}
    return {**limpio, "PYTHONPATH": str(RAIZ), "PYTHONIOENCODING": "utf-8", "LANGUAGE": "es", **SIN_CUOTAS, **ajustes}


def portal(carpeta: Path, *argumentos: str, entrada: str = "", **ajustes: str) -> subprocess.CompletedProcess[str]:
    """Runs to its end in that folder, where no .env is but the test's own."""
    return subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", "portal", *argumentos],
        cwd=carpeta,
        env=ambiente(**ajustes),
        input=entrada,
        capture_output=True,
        encoding="utf-8",
        timeout=LIMITE_S,
        check=False,
    )


def puerto_libre() -> int:
    with socket.socket() as enchufe:
        enchufe.bind(("127.0.0.1", 0))
        return int(enchufe.getsockname()[1])


class Servidor:
    """A running one: its address, and what it wrote once it ended."""

    def __init__(self, direccion: str, proceso: subprocess.Popen[str], salida: Path) -> None:
        self.direccion = direccion
        self.proceso = proceso
        self._salida = salida

    def terminar(self) -> int:
        """As Ctrl-C does; the status it ends with."""
        if self.proceso.poll() is None:
            self.proceso.send_signal(signal.SIGINT)
        return self.proceso.wait(LIMITE_S)

    def escrito(self) -> str:
        return self._salida.read_text("utf-8")


@contextmanager
def servidor(
    carpeta: Path, *argumentos: str, base: str = "http://localhost", programa: tuple[str, ...] = (), **ajustes: str
) -> Iterator[Servidor]:
    """`portal …` on a free port, ended by its own number. base: where it is asked; programa: what starts it."""
    puerto = puerto_libre()
    direccion = f"{base}:{puerto}"
    salida = carpeta / "salida.txt"
    with salida.open("w", encoding="utf-8") as archivo:
        proceso = subprocess.Popen(  # noqa: S603 - our own module
            [*(programa or (sys.executable, "-m", "portal")), *argumentos, "--port", str(puerto)],
            cwd=carpeta,
            env=ambiente(**ajustes),
            stdout=archivo,
            stderr=subprocess.STDOUT,
            text=True,
        )
    corriendo = Servidor(direccion, proceso, salida)
    limite = time.monotonic() + LIMITE_S
    try:
        while not _vivo(direccion):
            assert proceso.poll() is None, corriendo.escrito()
            assert time.monotonic() < limite, corriendo.escrito()
            time.sleep(0.05)
        yield corriendo
    finally:
        if proceso.poll() is None:
            proceso.kill()
            proceso.wait(LIMITE_S)


def _vivo(direccion: str) -> bool:
    try:
        urllib.request.urlopen(f"{direccion}/salud", timeout=2, context=SIN_MIRAR).close()  # noqa: S310 - loopback
    except OSError:
        return False
    return True
