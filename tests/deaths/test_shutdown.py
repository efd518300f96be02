"""A server that is told to end finishes what it began; one of two that is killed is replaced, and its work settled."""

import asyncio
import os
import signal
from pathlib import Path

from httpx import AsyncClient

from tests.deaths.books import asentado, cuadra, en_duda, violaciones
from tests.deaths.company import fundar
from tests.deaths.processes import ESPERA_S, cliente, escuchando, hasta, servir, servir_varios
from tests.deaths.tramites import DeCanal, Tramite, token


def test_sigterm_finishes_what_is_being_paid(tmp_path: Path) -> None:
    ruta = tmp_path / "cierre.sqlite3"
    tramites = [DeCanal(0, con_llave=True), DeCanal(1), DeCanal(2, "ANULADO")]

    async def correr() -> int | None:
        origen = await fundar(ruta, len(tramites))
        async with servir(ruta, origen) as servidor, cliente(servidor.puerto) as api:
            api.headers["authorization"] = await token(api)
            for cada in tramites:
                await cada.preparar(api, api)
            pedidos = asyncio.gather(*(cada.pedir("pausa-m4") for cada in tramites))
            await hasta(lambda: bool(en_duda(ruta)), "nobody pays")
            assert not pedidos.done()
            assert servidor.proceso.pid
            os.kill(servidor.proceso.pid, signal.SIGTERM)
            assert await pedidos == [True, True, True]
            await servidor.terminado()
            return servidor.proceso.exitcode

    assert asyncio.run(correr()) in (0, -signal.SIGTERM)
    assert en_duda(ruta) == 0
    assert asyncio.run(violaciones(ruta, con_auditoria=True)) == ()
    cuadra(ruta, tramites)


def test_one_worker_that_is_killed_takes_nothing_with_it(tmp_path: Path) -> None:
    ruta = tmp_path / "procesos.sqlite3"
    tramites: list[Tramite] = [DeCanal(n, con_llave=bool(n % 2)) for n in range(4)]

    async def procesos(puerto: int, cuantos: int, sin: set[str]) -> set[str]:
        """Who answers there, once so many of them have that are not in `sin`."""
        vistos: set[str] = set()
        async with asyncio.timeout(ESPERA_S):
            while len(vistos) < cuantos:
                async with cliente(puerto) as otro:  # a connection of its own, which any of them may take
                    vistos |= {(await otro.get("/ingreso")).headers["x-proceso"]} - sin
        return vistos

    async def atender(api: AsyncClient, puerto: int) -> None:
        antes = await procesos(puerto, 2, set())
        api.headers["authorization"] = await token(api)
        for cada in tramites:
            await cada.preparar(api, api)
        contestado, *_ = await asyncio.gather(tramites[0].pedir("m5"), *(cada.pedir("") for cada in tramites[1:]))
        assert not contestado
        await asentado(ruta)
        await asyncio.gather(*(cada.insistir(api, api) for cada in tramites))
        assert await procesos(puerto, 1, antes), "nobody took the place of the one that died"

    async def correr() -> None:
        origen = await fundar(ruta, len(tramites))
        async with servir_varios(ruta, origen, 2) as (puerto, proceso), cliente(puerto) as api:
            await escuchando(puerto)
            await atender(api, puerto)
            assert proceso.poll() is None
        assert await violaciones(ruta, con_auditoria=True) == ()

    asyncio.run(correr())
    cuadra(ruta, tramites)
    assert "Traceback" not in Path(f"{ruta}.log").read_text()
