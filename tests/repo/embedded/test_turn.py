"""Whoever waits for the writer's turn gives up, wherever the line is: here, or for another process's lock."""

import asyncio
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from portal.errors import NoDisponible
from portal.repo.embedded.repo import EmbeddedRepo
from portal.repo.protocol import Transaccion
from tests import datos
from tests.conftest import MOTOR, Casa, ClienteApi
from tests.deaths.company import COMISION

DUENO = """
import sqlite3, sys
base = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=30)
base.execute("BEGIN IMMEDIATE")
print("tomado", flush=True)
sys.stdin.readline()
"""
MARCA = "INSERT INTO portal_intento (llave, cuenta, desde) VALUES (:llave, 1, 0)"


@contextmanager
def tomada(ruta: Path) -> Iterator[None]:
    """Another process holds the write lock, until the end of the block."""
    orden = [sys.executable, "-c", DUENO, str(ruta)]
    with subprocess.Popen(orden, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as proceso:  # noqa: S603
        assert proceso.stdout
        assert proceso.stdout.readline() == "tomado\n"
        try:
            yield
        finally:
            proceso.communicate("ya\n", timeout=60)


@pytest.fixture
def ruta(plantilla: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(plantilla, tmp_path / "base.sqlite3"))


async def _anotar(repo: EmbeddedRepo, llave: str) -> str:
    async def cuerpo(tx: Transaccion) -> None:
        await tx.sql.ejecutar(MARCA, llave=llave)
        await tx.confirmar()

    try:
        await repo.write(cuerpo)
    except NoDisponible as error:
        return error.codigo
    return "hecho"


def test_everybody_in_line_gives_up_while_another_process_writes(ruta: Path) -> None:
    async def correr() -> None:
        repo = EmbeddedRepo(ruta, datos.RelojDePrueba(), COMISION)
        with tomada(ruta):  # until all of them have their answer
            dichos = await asyncio.gather(*(_anotar(repo, str(n)) for n in range(50)))
            assert set(dichos) == {"base-ocupada"}
            # who only looks is not kept waiting
            assert await repo.read(lambda tx: tx.sql.todas("SELECT llave FROM portal_intento")) == []
        assert await asyncio.gather(*(_anotar(repo, str(n)) for n in range(50))) == ["hecho"] * 50
        await repo.cerrar()

    asyncio.run(correr())


def test_a_writer_of_this_process_that_hangs_keeps_nobody(ruta: Path) -> None:
    async def correr() -> None:
        repo = EmbeddedRepo(ruta, datos.RelojDePrueba(), COMISION)
        repo.espera_s = 0.2
        seguir = threading.Event()

        async def colgado(_: Transaccion) -> None:
            seguir.wait(60)

        hilo = asyncio.create_task(repo.write(colgado))
        await asyncio.sleep(0)
        dichos = await asyncio.gather(*(_anotar(repo, str(n)) for n in range(20)))
        seguir.set()
        await hilo
        assert set(dichos) == {"base-ocupada"}
        assert await _anotar(repo, "despues") == "hecho"
        await repo.cerrar()

    asyncio.run(correr())


def test_who_gave_up_once_does_not_wait_again_to_put_things_in_order(ruta: Path) -> None:
    async def correr() -> None:
        repo = EmbeddedRepo(ruta, datos.RelojDePrueba(), COMISION)
        repo.espera_s = 2.0
        with tomada(ruta):
            lazo = asyncio.get_running_loop()
            desde = lazo.time()
            assert await _anotar(repo, "uno") == "base-ocupada"
            primera = lazo.time() - desde
            for _ in range(3):
                assert await _anotar(repo, "dos") == "base-ocupada"
            assert lazo.time() - desde < 2 * primera
        await repo.cerrar()

    asyncio.run(correr())


@pytest.mark.skipif(MOTOR != "embebida", reason="the lock is the embedded file's")
def test_a_payment_is_told_to_come_back(casa: Casa, anonimo: TestClient[Litestar], canal_api: ClienteApi) -> None:
    consulta = canal_api.get("/consulta/deuda-cliente/", documento=datos.TRES_Y_AGUA, moneda=1).json()
    for codigo in ("A1", "A2", "AGUA-9"):
        canal_api.post(
            "/carrito/agregar", idsession=consulta["idsession"], indicador="S", codmovimiento=codigo, usuario="x"
        )
    pedido = {"session": consulta["idsession"], "user": "x", "cod_transaccion": "K-1"}
    with tomada(Path(casa.settings.sqlite_path)):
        respuesta = canal_api.post("/pago", **pedido)
        assert (respuesta.status_code, respuesta.json()["codigo"]) == (503, "base-ocupada")
        assert respuesta.headers["retry-after"] == "2"
        assert anonimo.get("/salud").status_code == 200
    assert canal_api.post("/pago", **pedido).status_code == 200
