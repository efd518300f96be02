"""`portal serve` as it is, on the tests' company and with traps; its clock starts on the company's Monday and goes on
from one process to the next.

`python -m tests.deaths.server RUTA_DE_LA_BASE PUERTO ORIGEN [PROCESOS]`; ORIGEN: when that Monday began, in seconds
since the epoch.
"""

import os
import sys
from datetime import UTC, datetime

from litestar.types import ASGIApp

from portal.app import create_app
from portal.cli.serve import servir
from portal.clock import Clock
from portal.settings import cargar
from tests import datos
from tests.deaths.traps import armar, con_trampas


def reloj_desde(origen: float) -> Clock:
    comienzo = datetime.fromtimestamp(origen, UTC)
    return lambda: datos.AHORA + (datetime.now(UTC) - comienzo)


def aplicacion() -> ASGIApp:
    """What each of uvicorn's processes calls."""
    app = create_app(cargar(os.environ), reloj_desde(float(os.environ["ORIGEN"])), armar=armar)
    return con_trampas(app)


def atender(ruta: str, puerto: int, origen: float, procesos: int = 1, registro: str | None = None) -> None:
    """Serves until it is killed or told to end. registro: the file for whatever it says."""
    if registro:
        salida = os.open(registro, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(salida, 1)
        os.dup2(salida, 2)
    os.environ.update(SQLITE_PATH=ruta, ORIGEN=str(origen), ACCESS_TOKEN_EXPIRE_MINUTES="600")
    os.environ["CANAL_PEDIDOS_POR_MINUTO"] = "1000000"  # one channel is the whole crowd
    servir(
        cargar(os.environ),
        host="127.0.0.1",
        port=puerto,
        workers=procesos,
        fabrica="tests.deaths.server:aplicacion",
    )


if __name__ == "__main__":
    atender(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), *map(int, sys.argv[4:]))
