from decimal import Decimal

import oracledb
import pytest

from tests.oracle_wire.conftest import Conducir, codigo, conectar, pool_de
from tests.oracle_wire.eco import COMIENZO, Eco
from tests.oracle_wire.listener import OracleWire


def test_dual(conducir: Conducir) -> None:
    async def cuerpo(servidor: OracleWire, _: Eco) -> None:
        conexion = await conectar(servidor)
        cursor = conexion.cursor()
        await cursor.execute("select 1 uno, 'dos' as dos, user, sysdate, null from dual")
        assert [columna[0] for columna in cursor.description] == ["UNO", "DOS", "USER", "SYSDATE", "NULL"]
        assert await cursor.fetchall() == [(1, "dos", "PORTAL", COMIENZO, None)]
        for valor in (5, "texto", None, Decimal("1.25"), COMIENZO):
            await cursor.execute("select :v from dual", v=valor)
            assert await cursor.fetchall() == [(valor,)]
        with pytest.raises(oracledb.DatabaseError) as error:
            await cursor.execute("select nada_que_ver from dual")
        assert codigo(error) == "ORA-00904"
        with pytest.raises(oracledb.DatabaseError) as error:
            await cursor.execute("select * from no_hay")
        assert codigo(error) == "ORA-00942"
        await conexion.close()

    conducir(cuerpo)


@pytest.mark.parametrize(("arraysize", "prefetch"), [(100, 2), (10, 0), (1, 1), (5000, 5000)])
def test_a_query_comes_in_batches(conducir: Conducir, arraysize: int, prefetch: int) -> None:
    async def cuerpo(servidor: OracleWire, _: Eco) -> None:
        conexion = await conectar(servidor)
        cursor = conexion.cursor()
        cursor.arraysize, cursor.prefetchrows = arraysize, prefetch
        for cuantas in (250, 0, 1, 250):
            await cursor.execute("select * from numbers where rownum <= :n", n=cuantas)
            assert [fila[0] for fila in await cursor.fetchall()] == list(range(cuantas))
        await cursor.execute("select * from numbers where rownum <= :n", n=30)
        assert len(await cursor.fetchmany(12)) == 12
        assert [fila[0] async for fila in cursor] == list(range(12, 30))
        await conexion.close()

    conducir(cuerpo)


def test_the_statement_cache_is_bounded(conducir: Conducir) -> None:
    async def cuerpo(servidor: OracleWire, _: Eco) -> None:
        conexion = await conectar(servidor, stmtcachesize=3)
        cursor = conexion.cursor()
        for n in range(30):
            await cursor.execute(f"select {n % 7} from dual")  # noqa: S608 - a number of ours
            assert await cursor.fetchall() == [(n % 7,)]
        await conexion.ping()
        (sesion,) = servidor.sessions.values()
        assert len(sesion.cursors) <= 4
        await conexion.close()

    conducir(cuerpo)


def test_commit_rollback_and_autocommit(conducir: Conducir) -> None:
    async def cuerpo(servidor: OracleWire, eco: Eco) -> None:
        conexion = await conectar(servidor)
        cursor = conexion.cursor()
        await cursor.execute("update t set a = 1 where n <= :1", [3])
        assert cursor.rowcount == 3
        assert conexion.transaction_in_progress
        await conexion.commit()
        assert eco.confirmado == [(3,)]
        assert not conexion.transaction_in_progress
        await cursor.execute("update t set a = 1 where n <= :1", [4])
        await conexion.rollback()
        assert (eco.confirmado, eco.deshechos) == ([(3,)], 1)
        conexion.autocommit = True
        for n in (5, 6):
            await cursor.execute("update t set a = 1 where n <= :1", [n])
        assert eco.confirmado == [(3,), (5,), (6,)]
        await conexion.close()

    conducir(cuerpo)


def test_executemany(conducir: Conducir) -> None:
    async def cuerpo(servidor: OracleWire, eco: Eco) -> None:
        conexion = await conectar(servidor)
        cursor = conexion.cursor()
        filas = [("a", 1), ("b", None), ("c" * 300, 3)]
        for _ in range(2):
            await cursor.executemany("insert into t values (:1, :2)", filas)
            assert cursor.rowcount == 3
            assert eco.visto[-3:] == filas
        await cursor.executemany("insert into u values (:1, :2)", filas, arraydmlrowcounts=True)
        assert cursor.getarraydmlrowcounts() == [1, 1, 1]
        await conexion.close()

    conducir(cuerpo)


def test_a_long_bind_comes_last_and_is_put_in_its_place(conducir: Conducir) -> None:
    async def cuerpo(servidor: OracleWire, eco: Eco) -> None:
        conexion = await conectar(servidor)
        await conexion.cursor().execute("insert into t values (:1, :2, :3)", ["a", "l" * 9000, 7])
        assert eco.visto == [("a", "l" * 9000, 7)]
        await conexion.close()

    conducir(cuerpo)


def test_what_was_not_committed_is_undone_on_release(conducir: Conducir) -> None:
    async def cuerpo(servidor: OracleWire, eco: Eco) -> None:
        pool = pool_de(servidor, min=1, max=1)
        async with pool.acquire() as conexion:
            await conexion.cursor().execute("insert into t values (:1)", ["x"])
        async with pool.acquire() as conexion:
            assert not conexion.transaction_in_progress
        assert (eco.confirmado, eco.deshechos) == ([], 1)
        await pool.close()

    conducir(cuerpo)


def test_the_session_says_who_uses_it(conducir: Conducir) -> None:
    async def cuerpo(servidor: OracleWire, _: Eco) -> None:
        conexion = await conectar(servidor)
        conexion.module, conexion.action, conexion.client_identifier = "pagos", "consulta", "usuario-7"
        await conexion.ping()
        (sesion,) = servidor.sessions.values()
        assert [sesion.client[dato] for dato in ("module", "action", "client_identifier")] == [
            "pagos",
            "consulta",
            "usuario-7",
        ]
        conexion.module, conexion.current_schema = "otro", "ESPACIO"
        cursor = conexion.cursor()
        await cursor.execute("select sys_context('userenv', 'module') from dual")
        assert await cursor.fetchone() == ("otro",)
        assert (sesion.client["action"], sesion.client["schema"]) == ("", "ESPACIO")
        await conexion.close()

    conducir(cuerpo)


def test_request_boundaries(conducir: Conducir, perfil: str) -> None:
    async def cuerpo(servidor: OracleWire, _: Eco) -> None:
        pool = pool_de(servidor, min=1, max=1)
        for _ in range(3):
            async with pool.acquire() as conexion:
                await conexion.ping()
        (sesion,) = servidor.sessions.values()
        assert sesion.boundaries == (3 if perfil == "23ai" else 0)
        await pool.close()

    conducir(cuerpo)


def test_what_it_does_not_know_is_an_error_and_no_crash(conducir: Conducir) -> None:
    async def cuerpo(servidor: OracleWire, _: Eco) -> None:
        conexion = await conectar(servidor)
        cursor = conexion.cursor()
        with pytest.raises(oracledb.DatabaseError) as error:
            await cursor.execute("insert into t values (:1) returning id into :2", [1, cursor.var(int)])
        assert codigo(error) == "ORA-03001"
        await conexion.ping()
        await conexion.close()

    conducir(cuerpo)


def test_a_pipeline(conducir: Conducir) -> None:
    async def cuerpo(servidor: OracleWire, eco: Eco) -> None:
        conexion = await conectar(servidor)
        tuberia = oracledb.create_pipeline()
        tuberia.add_fetchall("select 1 from dual")
        tuberia.add_execute("insert into t values (:1)", [1])
        tuberia.add_commit()
        tuberia.add_fetchone("select 2 from dual")
        resultados = await conexion.run_pipeline(tuberia)
        assert (resultados[0].rows, resultados[3].rows) == ([(1,)], [(2,)])
        assert eco.confirmado == [(1,)]
        await conexion.close()

    conducir(cuerpo)
