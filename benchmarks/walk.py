"""The files and functions of the portal that each of the main requests passes, on the embedded engine."""

import asyncio
import io
import re
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from types import FrameType

from litestar import Litestar
from litestar.testing import TestClient

from portal.app import create_app
from portal.settings import cargar
from tests import datos
from tests.conftest import PAGINA, ClienteApi, _construir
from tests.forms import enviar
from tests.pages import pagina

MINIMUM = ("A1", "A2", "AGUA-9")
PORTAL = str(Path(__file__).parent.parent / "portal")

Passed = set[tuple[str, str]]


class Walker:
    """Notes, in every thread that is begun after it, the portal's functions that are called while it looks."""

    def __init__(self) -> None:
        self._passed: Passed | None = None
        threading.setprofile(self._look)
        sys.setprofile(self._look)

    def _look(self, frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        if self._passed is not None and event == "call" and code.co_filename.startswith(PORTAL):
            self._passed.add((code.co_filename, code.co_qualname))

    @contextmanager
    def looking(self) -> Iterator[Passed]:
        """What is called meanwhile."""
        self._passed = passed = set()
        try:
            yield passed
        finally:
            self._passed = None

    def close(self) -> None:
        """Looks no more."""
        threading.setprofile(None)  # type: ignore[arg-type]
        sys.setprofile(None)


def walks() -> dict[str, Passed]:
    """By request."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "casa.sqlite3"
        asyncio.run(_construir(path))
        walker = Walker()
        try:
            app = create_app(
                cargar({"SQLITE_PATH": str(path), "CANAL_PEDIDOS_POR_MINUTO": "1000000"}),
                datos.RelojDePrueba(),
                barrido=False,
            )
            with redirect_stdout(io.StringIO()), TestClient(app) as server:
                return _canal(server, walker) | _customer(server, walker)
        finally:
            walker.close()


def _canal(server: TestClient[Litestar], walker: Walker) -> dict[str, Passed]:
    token = server.post("/token", data={"username": "canal-uno", "password": datos.CLAVE}).json()["access_token"]
    canal = ClienteApi(server, token)
    with walker.looking() as consult:
        answer = canal.get("/consulta/deuda-cliente/", documento=datos.TRES_Y_AGUA, moneda=1)
    session = answer.json()["idsession"]
    for code in MINIMUM:
        with walker.looking() as add:
            canal.post("/carrito/agregar", idsession=session, indicador="S", codmovimiento=code, usuario="canal")
    with walker.looking() as pay:
        canal.post("/pago", session=session, user="canal", cod_transaccion="PASO-1").raise_for_status()
    with walker.looking() as reverse:
        canal.post("/anulacion", cod_transaccion="PASO-1").raise_for_status()
    return {"consult": consult, "add to the cart": add, "pay, canal": pay, "reverse": reverse}


def _customer(server: TestClient[Litestar], walker: Walker) -> dict[str, Passed]:
    server.headers.update(PAGINA)
    server.post("/ingreso", data={"usuario": datos.TRES_Y_AGUA, "clave": datos.CLAVE}, follow_redirects=False)
    chosen = pagina(enviar(server, pagina(server.get("/deudas")), ayuda="minimo"))
    review = enviar(server, chosen, "/deudas/revisar")
    total = re.search(r'name="total"[^>]*value="([0-9.]+)"', review.text)
    if total is None:
        raise RuntimeError("the review asks for no total")
    with walker.looking() as pay:
        bank = server.post(review.url.path, data={"total": total[1]}, follow_redirects=False)
    door = bank.headers["location"].removeprefix("http://127.0.0.1:8000")
    with walker.looking() as back:
        back_at = server.post(door, data={"accion": "aprobar"}, follow_redirects=False).headers["location"]
        server.get(back_at.removeprefix("http://127.0.0.1:8000")).raise_for_status()
    return {"pay, customer: to the bank": pay, "pay, customer: back from it": back}
