"""`serve`: the portal's server."""

import os
import socket
import sys

import click
import uvicorn

from portal.comandos.grupo import ajustes
from portal.errors import NoDisponible
from portal.settings import Settings, entorno

LOCAL = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "::1": "[::1]"}  # noqa: S104 - looked up, not listened on
KEEP_ALIVE_S = 15
# Longer than a payment's call to the package, so that none is cut by a restart.
CIERRE_S = 25


@click.command
@click.option("--host", default="127.0.0.1", show_default=True, help="Dirección donde escucha.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65_535), help="Puerto.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Procesos.")
@click.option("--reload", "recarga", is_flag=True, help="Vuelve a empezar cuando cambia el código.")
def serve(host: str, port: int, workers: int, recarga: bool) -> None:
    """Atiende el portal."""
    servir(ajustes(), host=host, port=port, workers=workers, recarga=recarga)


def servir(settings: Settings, *, host: str, port: int, workers: int = 1, recarga: bool = False) -> None:
    """Serves until it is told to end. Raises NoDisponible where the address is taken."""
    _exigir_libre(host, port)
    if not entorno().get("URL_PUBLICA"):
        # The workers read the environment: the links that leave the portal come back to where it listens.
        os.environ["URL_PUBLICA"] = direccion(host, port)
    uvicorn.run(
        "portal.app:desde_entorno",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        reload=recarga,
        http="httptools",
        loop="auto" if sys.platform == "win32" else "uvloop",
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=CIERRE_S,
        proxy_headers=True,
        forwarded_allow_ips=settings.forwarded_allow_ips,
        access_log=False,
    )


def direccion(host: str, port: int) -> str:
    """Where a browser on this machine finds it."""
    return f"http://{LOCAL.get(host, host)}:{port}"


def _exigir_libre(host: str, port: int) -> None:
    try:
        familia, tipo, _, _, donde = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(familia, tipo) as enchufe:
            enchufe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            enchufe.bind(donde)
    except OSError as error:
        raise NoDisponible(
            "direccion-ocupada", f"No se puede escuchar en {host}:{port}: elegí otro con --host y --port.", 0
        ) from error
