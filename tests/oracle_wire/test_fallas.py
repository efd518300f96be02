import asyncio
import itertools
import os
import threading

import oracledb
import pytest

from tests.oracle_wire.conftest import Conducir, EnOtroHilo, codigo, conectar, eco_de, pool_de
from tests.oracle_wire.eco import Eco
from tests.oracle_wire.listener import OracleWire

PERDIDA = ("DPY-4011", "DPY-1001")


async def _sin_sesiones(servidor: OracleWire) -> None:
    while servidor.sessions:  # noqa: ASYNC110 - bounded by the test's own limit
        await asyncio.sleep(0.001)


def test_a_delay_that_ends_in_time(conducir: Conducir) -> None:
    async def cuerpo(servidor: OracleWire, _: Eco) -> None:
        conexion = await conectar(servidor)
        conexion.call_timeout = 2000
        for accion in ("delay", "delay_after"):
            falla = servidor.inject(accion, "pkg.echo", seconds=0.02)
            assert await eco_de(conexion) == "hola"
            assert falla.hits == 1
        await conexion.close()

    conducir(cuerpo)


@pytest.mark.parametrize("reset", [False, True])
@pytest.mark.parametrize(("accion", "corrio"), [("drop_before", 0), ("drop_after", 1)])
def test_a_connection_dropped_before_and_after_the_call(
    conducir: Conducir, accion: str, corrio: int, *, reset: bool
) -> None:
    async def cuerpo(servidor: OracleWire, eco: Eco) -> None:
        conexion = await conectar(servidor)
        servidor.inject(accion, "PKG.ECHO", reset=reset)
        with pytest.raises(oracledb.DatabaseError) as error:
            await eco_de(conexion)
        assert codigo(error) == "DPY-4011"
        assert len(eco.visto) == corrio
        assert not conexion.is_healthy()
        with pytest.raises(oracledb.Error) as error:
            await conexion.ping()
        assert codigo(error) in PERDIDA
        await _sin_sesiones(servidor)

    conducir(cuerpo)


@pytest.mark.parametrize(("accion", "quedo"), [("drop_before", []), ("drop_after", [(1,)])])
def test_the_lost_answer_of_a_commit(conducir: Conducir, accion: str, quedo: list[tuple[int]]) -> None:
    async def cuerpo(servidor: OracleWire, eco: Eco) -> None:
        conexion = await conectar(servidor)
        await conexion.cursor().execute("insert into t values (:1)", [1])
        servidor.inject(accion, "^COMMIT$")
        with pytest.raises(oracledb.DatabaseError) as error:
            await conexion.commit()
        assert codigo(error) == "DPY-4011"
        await servidor.stop()
        assert eco.confirmado == quedo
        assert eco.deshechos == (0 if quedo else 1)

    conducir(cuerpo)


def test_an_injected_error_keeps_the_session(conducir: Conducir) -> None:
    async def cuerpo(servidor: OracleWire, _: Eco) -> None:
        conexion = await conectar(servidor)
        servidor.inject("error", "echo", code=4068, times=2)
        for _ in range(2):
            with pytest.raises(oracledb.DatabaseError) as error:
                await eco_de(conexion)
            assert codigo(error) == "ORA-04068"
        assert await eco_de(conexion) == "hola"
        await conexion.close()

    conducir(cuerpo)


@pytest.mark.parametrize("numero", [28, 3113, 1089, 3135])
def test_errors_that_end_the_session(conducir: Conducir, numero: int) -> None:
    async def cuerpo(servidor: OracleWire, _: Eco) -> None:
        conexion = await conectar(servidor)
        servidor.inject("error", "echo", code=numero)
        with pytest.raises(oracledb.DatabaseError, match=f"ORA-{numero:05d}") as error:
            await eco_de(conexion)
        assert codigo(error) == "DPY-4011"
        assert not conexion.is_healthy()

    conducir(cuerpo)


def test_sessions_killed(conducir: Conducir) -> None:
    async def cuerpo(servidor: OracleWire, _: Eco) -> None:
        una, otra = await conectar(servidor), await conectar(servidor)
        una.module = "victima"
        await una.ping()
        assert servidor.kill_sessions(lambda sesion: sesion.client.get("module") == "victima", how="ora28") == 1
        with pytest.raises(oracledb.DatabaseError, match="ORA-00028"):
            await una.ping()
        await otra.ping()
        servidor.kill_sessions()
        await _sin_sesiones(servidor)
        with pytest.raises(oracledb.Error):
            await otra.ping()

    conducir(cuerpo)


def test_a_fault_of_one_session_after_some_calls(conducir: Conducir) -> None:
    async def cuerpo(servidor: OracleWire, _: Eco) -> None:
        una, otra = await conectar(servidor), await conectar(servidor)
        primera = min(servidor.sessions)
        servidor.inject("error", "echo", code=20001, times=None, skip=1, session=lambda sesion: sesion.sid == primera)
        assert await eco_de(una) == await eco_de(otra) == "hola"
        with pytest.raises(oracledb.DatabaseError):
            await eco_de(una)
        assert await eco_de(otra) == "hola"
        servidor.faults.clear()
        assert await eco_de(una) == "hola"
        for conexion in (una, otra):
            await conexion.close()

    conducir(cuerpo)


def test_a_call_that_hangs_is_given_up_and_the_connection_stays(conducir: Conducir) -> None:
    async def cuerpo(servidor: OracleWire, _: Eco) -> None:
        conexion = await conectar(servidor)
        conexion.call_timeout = 100
        for n in range(2):
            servidor.inject("hang", "echo")
            with pytest.raises(oracledb.DatabaseError) as error:
                await eco_de(conexion)
            assert codigo(error) == "DPY-4024"
            assert await eco_de(conexion, f"sigue {n}") == f"sigue {n}"
        (sesion,) = servidor.sessions.values()
        assert len(sesion.cursors) <= 2
        await conexion.close()

    conducir(cuerpo)


def test_a_slow_call_and_a_slow_network(conducir: Conducir) -> None:
    async def cuerpo(servidor: OracleWire, _: Eco) -> None:
        conexion = await conectar(servidor)
        conexion.call_timeout = 100
        cursor = conexion.cursor()
        with pytest.raises(oracledb.DatabaseError) as error:
            await cursor.callproc("pkg.slow", [5, cursor.var(str)])
        assert codigo(error) == "DPY-4024"
        servidor.latency = 5
        with pytest.raises(oracledb.DatabaseError) as error:
            await conexion.ping()
        assert codigo(error) == "DPY-4024"
        servidor.latency = 0
        assert await eco_de(conexion) == "hola"
        await conexion.close()

    conducir(cuerpo)


def test_a_server_that_hears_nothing_ends_the_connection(conducir: Conducir) -> None:
    async def cuerpo(servidor: OracleWire, _: Eco) -> None:
        conexion = await conectar(servidor)
        conexion.call_timeout = 100
        servidor.inject("freeze", "echo")
        with pytest.raises(oracledb.DatabaseError) as error:
            await eco_de(conexion)
        assert codigo(error) == "DPY-4011"
        assert servidor.kill_sessions(lambda sesion: sesion.frozen) == 1
        otra = await conectar(servidor)
        assert await eco_de(otra) == "hola"
        await otra.close()

    conducir(cuerpo)


def test_a_cancelled_task_leaves_the_connection_usable(conducir: Conducir) -> None:
    async def cuerpo(servidor: OracleWire, _: Eco) -> None:
        conexion = await conectar(servidor)
        for n in range(2):
            servidor.inject("hang", "echo")
            with pytest.raises(asyncio.TimeoutError):
                await asyncio.wait_for(eco_de(conexion), 0.1)
            assert await eco_de(conexion, str(n)) == str(n)
        await conexion.close()

    conducir(cuerpo)


def test_a_logon_that_fails(conducir: Conducir) -> None:
    async def cuerpo(servidor: OracleWire, _: Eco) -> None:
        servidor.inject("hang", "LOGON")
        with pytest.raises((oracledb.Error, asyncio.TimeoutError)):
            await asyncio.wait_for(conectar(servidor), 0.2)
        servidor.inject("error", "LOGON", code=28000)
        with pytest.raises(oracledb.DatabaseError) as error:
            await conectar(servidor)
        assert codigo(error) == "ORA-28000"
        await (await conectar(servidor)).close()

    conducir(cuerpo)


def test_a_pool_goes_on_while_connections_drop(conducir: Conducir) -> None:
    async def cuerpo(servidor: OracleWire, eco: Eco) -> None:
        pool = pool_de(servidor, min=2, max=4, increment=1, ping_interval=-1)
        cuenta = itertools.count(1)
        falla = servidor.inject("drop_before", "echo", times=None, session=lambda _: next(cuenta) % 10 == 0)

        async def trabajar() -> int:
            perdidas = 0
            for _ in range(10):
                try:
                    async with pool.acquire() as conexion:
                        await eco_de(conexion)
                except oracledb.DatabaseError as error:
                    assert error.args[0].full_code in PERDIDA  # noqa: PT017 - the loop goes on
                    perdidas += 1
            return perdidas

        perdidas = await asyncio.gather(*[trabajar() for _ in range(4)])
        assert sum(perdidas) == falla.hits == 4
        assert len(eco.visto) == 36
        await pool.close(force=True)

    conducir(cuerpo)


def test_the_synchronous_driver_gives_up_and_is_cancelled(en_otro_hilo: EnOtroHilo) -> None:
    servidor = en_otro_hilo.servidor
    conexion = en_otro_hilo.conectar()
    cursor = conexion.cursor()
    salida = cursor.var(str)
    conexion.call_timeout = 100
    servidor.inject("hang", "echo")
    with pytest.raises(oracledb.DatabaseError) as error:
        cursor.callproc("pkg.echo", ["x", salida])
    assert codigo(error) == "DPY-4024"
    conexion.call_timeout = 0
    servidor.inject("hang", "echo")
    threading.Timer(0.1, conexion.cancel).start()
    with pytest.raises(oracledb.OperationalError) as error:
        cursor.callproc("pkg.echo", ["x", salida])
    assert codigo(error) == "ORA-01013"
    cursor.callproc("pkg.echo", ["otra vez", salida])
    assert salida.getvalue() == "otra vez"
    conexion.close()


@pytest.mark.skipif("PRUEBAS_LARGAS" not in os.environ, reason="larga: pedila con PRUEBAS_LARGAS=1")
def test_an_answer_that_crosses_the_break_leaves_nothing_behind(en_otro_hilo: EnOtroHilo) -> None:
    """With the synchronous driver: the asynchronous one (26.1.0) can end the process in this very moment."""
    conexion = en_otro_hilo.conectar()
    cursor = conexion.cursor()
    salida = cursor.var(str)
    for n in range(40):
        conexion.call_timeout = 30
        en_otro_hilo.servidor.inject("delay", "echo", seconds=0.026 + n % 10 * 0.0007)
        try:
            cursor.callproc("pkg.echo", [str(n), salida])
            assert salida.getvalue() == str(n)
        except oracledb.DatabaseError as error:
            assert error.args[0].full_code == "DPY-4024"  # noqa: PT017 - either end is right
        conexion.call_timeout = 2000
        cursor.callproc("pkg.echo", [f"-{n}", salida])
        assert salida.getvalue() == f"-{n}"
    conexion.close()
