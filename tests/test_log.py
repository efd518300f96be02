"""What a process writes to its log, ours and the libraries' alike."""

import json
import subprocess
import sys

from tests.cli.processes import LIMITE_S, RAIZ, ambiente

GUION = """
import logging, structlog
from msgspec import structs
from portal.log import configurar
from portal.settings import Settings

configurar(structs.replace(Settings(), environment={ambiente!r}))
structlog.get_logger().info("acceso", ruta="/pago/{{cod_transaccion}}", estado=200)
logging.getLogger("uvicorn.error").info("Started server process [1]")
logging.getLogger("uvicorn.error").error("Traceback\\nasyncio.exceptions.CancelledError: Cancelled via cancel scope 7f")
logging.getLogger("uvicorn.error").error("algo de una biblioteca")


def pagar(documento):
    raise RuntimeError("se rompió")


try:
    pagar("4567" + "890")
except RuntimeError as error:
    structlog.get_logger().error("error no previsto", exc_info=error)
"""


def _escrito(entorno: str) -> str:
    hecho = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", GUION.format(ambiente=entorno)],
        cwd=RAIZ,
        env=ambiente(),
        capture_output=True,
        encoding="utf-8",
        timeout=LIMITE_S,
        check=True,
    )
    assert hecho.stdout == ""
    return hecho.stderr


def test_in_production_each_line_is_json_of_the_same_shape() -> None:
    lineas = [json.loads(linea) for linea in _escrito("production").splitlines()]
    assert [linea["evento"] for linea in lineas] == ["acceso", "algo de una biblioteca", "error no previsto"]
    assert [linea["nivel"] for linea in lineas] == ["info", "error", "error"]
    assert all(linea["en"].endswith("Z") for linea in lineas)
    assert (lineas[0]["ruta"], lineas[0]["estado"]) == ("/pago/{cod_transaccion}", 200)
    assert "RuntimeError: se rompió" in lineas[2]["error"]


def test_in_development_it_is_read_by_people_and_shows_no_variables() -> None:
    escrito = _escrito("development")
    assert "ruta=/pago/{cod_transaccion}" in escrito
    assert "algo de una biblioteca" in escrito
    assert "RuntimeError: se rompió" in escrito
    assert "CancelledError" not in escrito
    assert "Started server" not in escrito
    assert "4567890" not in escrito
