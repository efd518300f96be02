"""`serve`: the portal's server."""

import os
import socket
import sys
from pathlib import Path

import click
import structlog

from portal.cli import tls
from portal.cli.errors import ajustes, operar
from portal.cli.language import told
from portal.cli.silent_connections import ConPlazo
from portal.errors import NoDisponible
from portal.log import configurar
from portal.operations.access.ingreso import hay_cuentas_de_demo
from portal.server.run import run
from portal.settings import AjusteInvalido, Settings, entorno
from portal.texts.es import ayuda, consola
from portal.texts.named import datos

log = structlog.get_logger()

# By its name, since a passkey is bound to one and never to a number.
LOCAL = dict.fromkeys(("0.0.0.0", "127.0.0.1", "::", "::1"), "localhost")  # noqa: S104 - looked up, not listened on
KEEP_ALIVE_S = 15
# Longer than a payment's call to the package, so that none is cut by a restart.
CIERRE_S = 25


@click.command(help=told(ayuda.SERVE))
@click.option("--host", default="127.0.0.1", show_default=True, help=told(ayuda.HOST))
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65_535), help=told(ayuda.PORT))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help=told(ayuda.WORKERS))
@click.option("--reload", "recarga", is_flag=True, help=told(ayuda.RELOAD))
@click.option("--certificado", type=click.Path(path_type=Path), help=told(ayuda.CERTIFICADO))
@click.option("--clave-tls", type=click.Path(path_type=Path), help=told(ayuda.CLAVE_TLS))
def serve(host: str, port: int, workers: int, recarga: bool, certificado: Path | None, clave_tls: Path | None) -> None:
    """The portal, served."""
    servir(ajustes(), host=host, port=port, workers=workers, recarga=recarga, par=tls.pair(certificado, clave_tls))


def servir(
    settings: Settings,
    *,
    host: str,
    port: int,
    workers: int = 1,
    recarga: bool = False,
    par: tls.Pair | None = None,
    fabrica: str = "portal.app:desde_entorno",
) -> None:
    """Serves what `fabrica` makes until it is told to end. Raises NoDisponible where the address is taken."""
    configurar(settings)
    publica = entorno().get("URL_PUBLICA", "").strip()
    if par and publica and not publica.startswith("https://"):
        raise AjusteInvalido(told(consola.URL_SIN_HTTPS))
    exigir_libre(host, port)
    _mirar_la_base(settings)
    donde = direccion(host, port, "https" if par else "http")
    if not publica:
        # The workers read the environment: the links that leave the portal come back to where it listens.
        os.environ["URL_PUBLICA"] = donde
    log.info("atendiendo", direccion=donde, procesos=workers)
    run(
        fabrica,
        factory=True,
        host=host,
        port=port,
        workers=workers,
        reload=recarga,
        http=ConPlazo,
        loop="auto" if sys.platform == "win32" else "uvloop",
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=CIERRE_S,
        proxy_headers=True,
        forwarded_allow_ips=settings.forwarded_allow_ips,
        access_log=False,
        log_config=None,
        ssl_certfile=par.certificate if par else None,
        ssl_keyfile=par.key if par else None,
        ssl_context_factory=tls.context if par else None,
    )


def _mirar_la_base(settings: Settings) -> None:
    """It may come later: whoever starts the portal without it is told what is missing. While it does not answer nobody
    can sign in, and whether the demonstration's users are there is asked again at each sign-in."""
    try:
        operar(settings, lambda portal: portal.repo.verificar())
        if settings.produccion and operar(settings, hay_cuentas_de_demo):
            raise AjusteInvalido(told(consola.CON_USUARIOS_DEMO))
    except NoDisponible as error:
        log.warning("base_no_disponible", codigo=error.codigo, causa=error.mensaje)


def direccion(host: str, port: int, esquema: str = "http") -> str:
    """Where a browser on this machine finds it."""
    nombre = LOCAL.get(host, host)
    return f"{esquema}://[{nombre}]:{port}" if ":" in nombre else f"{esquema}://{nombre}:{port}"


def exigir_libre(host: str, port: int) -> None:
    """Raises NoDisponible where somebody else listens, or nobody can."""
    try:
        familia, tipo, _, _, donde = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(familia, tipo) as enchufe:
            enchufe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            enchufe.bind(donde)
    except OSError as error:
        raise NoDisponible("direccion-ocupada", datos(host=host, puerto=port), 0) from error
