"""A blocking call waits by turns: the loop goes on, the limits hold, and nobody is left waiting."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing

import pytest
from greenlet import getcurrent

from portal.repo.oracle.enchufe import por_turnos
from portal.repo.oracle.fibra import Fibra
from portal.repo.oracle.motor import RepoOracle
from portal.repo.protocol import Transaccion
from tests.oracle_wire.listener import OracleWire
from tests.repo.oracle.conftest import Conducir
from tests.repo.oracle.empresa import Empresa

LARGO_S = 5.0
MUCHO = 4_000_000
Par = tuple[socket.socket, socket.socket]


@pytest.fixture
def par() -> Iterator[Par]:
    """Ours, which waits by turns, and the other side's."""
    nuestro, ajeno = socket.socketpair()
    with closing(nuestro), closing(ajeno):
        por_turnos(nuestro)
        yield nuestro, ajeno


def _recibir(enchufe: socket.socket, limite_s: float = LARGO_S, hasta: float | None = None) -> Fibra[bytes]:
    fibra: Fibra[bytes] = Fibra(limite_s=limite_s, hasta=hasta)
    return fibra.empezar(lambda: enchufe.recv(100))


def test_it_waits_in_the_thread_of_the_loop(par: Par) -> None:
    async def cuerpo() -> None:
        hilos: list[int] = []

        def recibir() -> bytes:
            hilos.append(threading.get_ident())
            return par[0].recv(1)

        fibra: Fibra[bytes] = Fibra(limite_s=LARGO_S)
        fibra.empezar(recibir)
        assert not fibra.dead
        par[1].send(b"a")
        assert await fibra == b"a"
        assert hilos == [threading.get_ident()]

    asyncio.run(cuerpo())


@pytest.mark.parametrize(("limite_s", "plazo_s"), [(0.05, None), (LARGO_S, 0.05), (LARGO_S, -1.0)])
def test_the_limit_of_a_wait_and_that_of_all_of_them(par: Par, limite_s: float, plazo_s: float | None) -> None:
    async def cuerpo() -> None:
        hasta = None if plazo_s is None else time.monotonic() + plazo_s
        with pytest.raises(TimeoutError):
            await _recibir(par[0], limite_s, hasta)

    asyncio.run(cuerpo())


def test_whoever_awaits_may_go_away_and_the_end_is_told(par: Par) -> None:
    async def cuerpo() -> None:
        fibra = _recibir(par[0])
        avisos: list[str] = []
        fibra.al_terminar(lambda: avisos.append("a su fin"))

        async def esperar() -> bytes:
            return await fibra

        tarea = asyncio.create_task(esperar())
        await asyncio.sleep(0)
        tarea.cancel()
        with pytest.raises(asyncio.CancelledError):
            await tarea
        assert not fibra.dead
        assert avisos == []
        par[1].send(b"a")
        async with asyncio.timeout(LARGO_S):
            while not fibra.dead:  # noqa: ASYNC110 - nobody awaits it any more
                await asyncio.sleep(0.01)
        fibra.al_terminar(lambda: avisos.append("después"))
        assert avisos == ["a su fin", "después"]

    asyncio.run(cuerpo())


def test_who_waits_for_the_connection_goes_before_who_had_it(par: Par) -> None:
    async def cuerpo() -> None:
        fibra = _recibir(par[0])
        orden: list[str] = []

        def despertar() -> None:
            asyncio.get_running_loop().call_soon(orden.append, "quien espera")

        fibra.al_terminar(despertar)
        par[1].send(b"a")
        await fibra
        orden.append("quien la tuvo")
        assert orden == ["quien espera", "quien la tuvo"]

    asyncio.run(cuerpo())


def test_a_notice_that_fails_leaves_nobody_waiting(par: Par) -> None:
    async def cuerpo() -> None:
        errores: list[object] = []
        asyncio.get_running_loop().set_exception_handler(lambda _, detalle: errores.append(detalle["exception"]))
        fibra = _recibir(par[0])
        falla = LookupError("al devolver")

        def fallar() -> None:
            raise falla

        fibra.al_terminar(fallar)
        par[1].send(b"a")
        async with asyncio.timeout(LARGO_S):
            assert await fibra == b"a"
        assert errores == [falla]

    asyncio.run(cuerpo())


def test_the_loop_is_told_once_of_a_file_that_is_waited_for_again(par: Par, monkeypatch: pytest.MonkeyPatch) -> None:
    async def cuerpo() -> None:
        bucle = asyncio.get_running_loop()
        puestos: list[int] = []
        poner = bucle.add_reader
        monkeypatch.setattr(bucle, "add_reader", lambda fd, *resto: (puestos.append(fd), poner(fd, *resto)))
        fibra: Fibra[bytes] = Fibra(limite_s=LARGO_S)
        fibra.empezar(lambda: par[0].recv(1) + par[0].recv(1) + par[0].recv(1))
        for letra in (b"a", b"b", b"c"):
            par[1].send(letra)
            await asyncio.sleep(0.01)
        assert await fibra == b"abc"
        assert puestos == [par[0].fileno()]
        assert not bucle.remove_reader(par[0].fileno())  # and it was told to stop

    asyncio.run(cuerpo())


def test_all_is_sent_however_little_fits(par: Par) -> None:
    """The driver does not look at how much was sent."""

    async def cuerpo() -> None:
        fibra: Fibra[int] = Fibra(limite_s=LARGO_S)
        fibra.empezar(lambda: par[0].send(b"x" * MUCHO))
        assert not fibra.dead
        par[1].setblocking(False)
        recibidos = 0
        bucle = asyncio.get_running_loop()
        while recibidos < MUCHO:
            recibidos += len(await bucle.sock_recv(par[1], 100_000))
        assert await fibra == MUCHO

    asyncio.run(cuerpo())


def test_the_loop_runs_what_a_call_asks_of_it() -> None:
    async def cuerpo() -> None:
        async def tardar() -> str:
            await asyncio.sleep(0.01)
            return "listo"

        def trabajo() -> str:
            fibra = getcurrent()
            assert isinstance(fibra, Fibra)
            return fibra.aguardar(tardar())

        fibra: Fibra[str] = Fibra(limite_s=LARGO_S)
        assert await fibra.empezar(trabajo) == "listo"

    asyncio.run(cuerpo())


def test_outside_of_a_fibra_it_blocks_as_any_call(par: Par) -> None:
    par[1].send(b"a")
    assert par[0].recv(1) == b"a"


def test_connections_of_one_thread_wait_for_the_database_together(conducir: Conducir) -> None:
    async def cuerpo(repo: RepoOracle, servidor: OracleWire, _: Empresa) -> None:
        a_la_vez = 0

        async def contar(tx: Transaccion) -> None:
            await tx.sql.una("SELECT count(*) AS cuantos FROM portal_usuario")

        servidor.latency = 0.2
        async with repo.lectura(), repo.lectura():
            pass  # both are open by now
        latidos = 0
        tareas = asyncio.gather(*(repo.write(contar) for _ in range(2)))
        while not tareas.done():
            latidos += 1
            a_la_vez = max(a_la_vez, repo._pool._prestadas)  # noqa: SLF001 - what is shown
            await asyncio.sleep(0.01)
        await tareas
        assert a_la_vez == 2
        assert latidos > 3  # the loop had its turns meanwhile

    conducir(cuerpo, maximo=2)


def test_a_connection_does_one_thing_at_a_time(conducir: Conducir) -> None:
    async def cuerpo(repo: RepoOracle, servidor: OracleWire, _: Empresa) -> None:
        conexion = await repo._pool.tomar()  # noqa: SLF001 - no transaction asks for two at once
        servidor.latency = 0.05
        primera = conexion.correr(conexion.cruda.ping, limite_s=LARGO_S)
        with pytest.raises(RuntimeError, match="in use"):
            await conexion.correr(conexion.cruda.ping, limite_s=LARGO_S)
        await primera
        await conexion.correr(conexion.cruda.ping, limite_s=LARGO_S)
        repo._pool.devolver(conexion)  # noqa: SLF001 - given back as a transaction does

    conducir(cuerpo, maximo=1)
