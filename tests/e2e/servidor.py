"""The real server on the tests' company, with a clock that starts on its Monday and runs.

`python -m tests.e2e.servidor RUTA_DE_LA_BASE PUERTO [AJUSTE=VALOR...]`
"""

import sys
from datetime import UTC, datetime

import uvicorn

from portal.app import create_app
from portal.settings import cargar
from tests import datos

ARRANQUE = datetime.now(UTC)


def reloj() -> datetime:
    return datos.AHORA + (datetime.now(UTC) - ARRANQUE)


if __name__ == "__main__":
    ruta, puerto, *otros = sys.argv[1:]
    pedidos = dict(otro.split("=", 1) for otro in otros)
    ajustes = cargar({"SQLITE_PATH": ruta, "URL_PUBLICA": f"http://127.0.0.1:{puerto}"} | pedidos)
    uvicorn.run(create_app(ajustes, reloj), port=int(puerto), log_level="error")
