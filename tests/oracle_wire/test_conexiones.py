import asyncio

import oracledb
import pytest

from tests.oracle_wire.conftest import CLAVE, USUARIO, Conducir, EnOtroHilo, codigo, conectar, eco_de, pool_de
from tests.oracle_wire.eco import Eco
from tests.oracle_wire.listener import OracleWire


def causas(error: BaseException | None) -> str:
    dichas = []
    while error is not None:
        dichas.append(str(error))
        error = error.__cause__
    return "\n".join(dichas)


def test_connects_pings_and_leaves(conducir: Conducir, perfil: str) -> None:
    async def cuerpo(servidor: OracleWire, _: Eco) -> None:
        conexion = await conectar(servidor, program="prueba")
        assert conexion.version.startswith("19.3" if perfil == "19c" else "23.4")
        assert conexion.instance_name == conexion.service_name == "FREEPDB1"
        await conexion.ping()
        (sesion,) = servidor.sessions.values()
        assert (sesion.user, sesion.client["AUTH_PROGRAM_NM"]) == ("PORTAL", "prueba")
        await conexion.close()
        assert servidor.counts["LOGOFF"] == 1

    conducir(cuerpo)


@pytest.mark.parametrize(("usuario", "clave"), [(USUARIO, "otra"), (USUARIO, CLAVE.lower()), ("nadie", CLAVE)])
def test_a_wrong_password_is_refused(conducir: Conducir, usuario: str, clave: str) -> None:
    async def cuerpo(servidor: OracleWire, _: Eco) -> None:
        with pytest.raises(oracledb.DatabaseError) as error:
            await conectar(servidor, user=usuario, password=clave)
        assert codigo(error) == "ORA-01017"
        await (await conectar(servidor)).close()

    conducir(cuerpo)


def test_an_unknown_service_is_refused_by_its_name(conducir: Conducir) -> None:
    async def cuerpo(servidor: OracleWire, _: Eco) -> None:
        with pytest.raises(oracledb.OperationalError) as error:
            await conectar(servidor, dsn=f"{servidor.host}:{servidor.port}/NADA")
        assert "DPY-6001" in causas(error.value)
        with pytest.raises(oracledb.OperationalError) as error:
            await conectar(servidor, dsn=oracledb.makedsn(servidor.host, servidor.port, sid="X"))
        assert "DPY-6003" in causas(error.value)

    conducir(cuerpo)


def test_a_listener_that_refuses_may_accept_later(conducir: Conducir) -> None:
    async def cuerpo(servidor: OracleWire, _: Eco) -> None:
        servidor.refuse = 12520
        with pytest.raises(oracledb.OperationalError) as error:
            await conectar(servidor)
        assert "12520" in causas(error.value)
        servidor.refuse = "tcp"
        with pytest.raises(oracledb.OperationalError):
            await conectar(servidor)
        servidor.refuse = None
        await (await conectar(servidor)).close()
        servidor.stop_listening()
        with pytest.raises(oracledb.OperationalError) as error:
            await conectar(servidor)
        assert codigo(error) == "DPY-6005"

    conducir(cuerpo)


def test_no_more_sessions_than_allowed(conducir: Conducir) -> None:
    async def cuerpo(servidor: OracleWire, _: Eco) -> None:
        conexiones = [await conectar(servidor) for _ in range(2)]
        with pytest.raises(oracledb.OperationalError) as error:
            await conectar(servidor)
        assert "12516" in causas(error.value)
        for conexion in conexiones:
            await conexion.close()

    conducir(cuerpo, max_sessions=2)


def test_a_long_connect_string_and_small_packets(conducir: Conducir) -> None:
    async def cuerpo(servidor: OracleWire, _: Eco) -> None:
        descriptor = (
            f"(DESCRIPTION=(SDU=512)(ADDRESS=(PROTOCOL=tcp)(HOST={servidor.host})(PORT={servidor.port}))"
            f"(CONNECT_DATA=(SERVICE_NAME=freepdb1)(CID=(PROGRAM={'p' * 300})(HOST=h)(USER=u))))"
        )
        conexion = await conectar(servidor, dsn=descriptor, program="p" * 300)
        assert await eco_de(conexion, "y" * 3000) == "y" * 3000
        await conexion.close()

    conducir(cuerpo)


def test_a_full_pool_makes_others_wait(conducir: Conducir) -> None:
    async def cuerpo(servidor: OracleWire, _: Eco) -> None:
        pool = pool_de(servidor, min=2, max=3, increment=1)
        tomadas = [await pool.acquire() for _ in range(3)]
        assert pool.opened == pool.busy == 3

        async def esperar() -> oracledb.AsyncConnection:
            return await pool.acquire()

        esperando = asyncio.create_task(esperar())
        await asyncio.sleep(0.02)
        assert not esperando.done()
        await tomadas.pop().close()
        for conexion in (*tomadas, await esperando):
            await conexion.close()
        await pool.close()

    conducir(cuerpo)


def test_a_pool_replaces_dead_connections(conducir: Conducir) -> None:
    async def cuerpo(servidor: OracleWire, _: Eco) -> None:
        pool = pool_de(servidor, min=2, max=2, ping_interval=0)
        for conexion in [await pool.acquire() for _ in range(2)]:
            await conexion.close()
        assert servidor.kill_sessions() == 2
        await asyncio.sleep(0.02)
        async with pool.acquire() as conexion:
            await conexion.ping()
        await pool.close(force=True)

    conducir(cuerpo)


def test_many_connections_at_once(conducir: Conducir) -> None:
    async def cuerpo(servidor: OracleWire, _: Eco) -> None:
        conexiones = await asyncio.gather(*[conectar(servidor) for _ in range(20)])
        assert len(servidor.sessions) == 20
        await asyncio.gather(*[conexion.ping() for conexion in conexiones])
        await asyncio.gather(*[conexion.close() for conexion in conexiones])

    conducir(cuerpo)


def test_the_synchronous_driver_too(en_otro_hilo: EnOtroHilo) -> None:
    with en_otro_hilo.conectar() as conexion:
        cursor = conexion.cursor()
        salida = cursor.var(str)
        cursor.callproc("pkg.echo", ["hola", salida])
        assert salida.getvalue() == "hola"
        cursor.execute("select 1, user from dual")
        assert cursor.fetchall() == [(1, "PORTAL")]
    with pytest.raises(oracledb.DatabaseError) as error:
        en_otro_hilo.conectar(password="mala")
    assert codigo(error) == "ORA-01017"
