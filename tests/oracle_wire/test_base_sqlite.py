"""The embedded database behind the wire, as the driver meets it."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

import oracledb
import pytest

from tests import datos
from tests.oracle_wire.base_sqlite import BaseSqlite
from tests.oracle_wire.conftest import LIMITE_S, codigo, conectar
from tests.oracle_wire.listener import OracleWire

INTENTO = "INSERT INTO portal_intento (llave, cuenta, desde) VALUES (:llave, :cuenta, 1)"
TOMAR = "SELECT cuenta FROM portal_intento WHERE llave = 'a' FOR UPDATE NOWAIT"
Conducir: TypeAlias = Callable[[Callable[[OracleWire], Awaitable[None]]], None]


@pytest.fixture
def con_base(perfil: str, plantilla: Path, tmp_path: Path) -> Conducir:
    ruta = tmp_path / "base.sqlite3"
    shutil.copyfile(plantilla, ruta)

    def correr(cuerpo: Callable[[OracleWire], Awaitable[None]]) -> None:
        async def con_servidor() -> None:
            async with OracleWire(BaseSqlite(ruta, datos.RelojDePrueba()), profile=perfil) as servidor:
                await asyncio.wait_for(cuerpo(servidor), LIMITE_S)

        asyncio.run(con_servidor())

    return correr


async def _poner(conexion: oracledb.AsyncConnection, llave: str | None, cuenta: object = 1) -> None:
    await conexion.cursor().execute(INTENTO, llave=llave, cuenta=cuenta)


async def _cuantos(conexion: oracledb.AsyncConnection) -> int:
    cursor = conexion.cursor()
    await cursor.execute("SELECT count(*) FROM portal_intento")
    fila = await cursor.fetchone()
    assert fila is not None
    return int(fila[0])


def test_a_session_is_a_transaction_of_its_own(con_base: Conducir) -> None:
    async def cuerpo(servidor: OracleWire) -> None:
        una, otra = await conectar(servidor), await conectar(servidor)
        await _poner(una, "a", Decimal(7))
        assert una.transaction_in_progress
        assert (await _cuantos(una), await _cuantos(otra)) == (1, 0)
        await una.commit()
        assert await _cuantos(otra) == 1
        await _poner(otra, "b")
        assert servidor.kill_sessions(lambda sesion: sesion.in_txn) == 1
        await _poner(una, "c")  # waits until the dead session's transaction is undone
        assert await _cuantos(una) == 2
        await una.rollback()
        assert await _cuantos(una) == 1
        await una.close()

    con_base(cuerpo)


def test_who_does_not_wait_is_told_that_it_is_taken(con_base: Conducir) -> None:
    async def cuerpo(servidor: OracleWire) -> None:
        una, otra = await conectar(servidor), await conectar(servidor)
        await _poner(una, "a")
        await una.commit()
        await una.cursor().execute(TOMAR)
        with pytest.raises(oracledb.DatabaseError) as error:
            await otra.cursor().execute(TOMAR)
        assert codigo(error) == "ORA-00054"
        await una.commit()
        cursor = otra.cursor()
        await cursor.execute(TOMAR)
        assert await cursor.fetchall() == [(1,)]
        await otra.close()
        await una.close()

    con_base(cuerpo)


def test_who_waits_goes_on_after_the_commit_or_gives_up(con_base: Conducir) -> None:
    async def cuerpo(servidor: OracleWire) -> None:
        una, otra = await conectar(servidor), await conectar(servidor)
        await _poner(una, "a")
        otra.call_timeout = 100
        with pytest.raises(oracledb.DatabaseError) as error:
            await _poner(otra, "b")
        assert codigo(error) == "DPY-4024"
        otra.call_timeout = 0
        esperando = asyncio.create_task(_poner(otra, "b"))
        await asyncio.sleep(0.02)
        assert not esperando.done()
        await una.commit()
        await esperando
        await otra.commit()
        assert await _cuantos(una) == 2
        for conexion in (una, otra):
            await conexion.close()

    con_base(cuerpo)


@pytest.mark.parametrize(
    ("sql", "dicho"),
    [
        ("INSERT INTO portal_intento (llave, cuenta, desde) VALUES ('a', 1, 1)", "ORA-00001"),
        ("INSERT INTO portal_intento (llave, cuenta, desde) VALUES ('b', NULL, 1)", "ORA-01400"),
        ("UPDATE portal_usuario SET activo = 7", "ORA-02290"),
        (
            (
                "INSERT INTO portal_pago_evento (pago_id, nro, en, a, actor, motivo) "
                "VALUES (9, 1, 1, 'EN_PROCESO', 'b', 'c')"
            ),
            "ORA-02291",
        ),
        ("SELECT 1 FROM no_hay", "ORA-00942"),
        ("SELECT no_hay FROM portal_pago", "ORA-00904"),
        ("SELECT FROM WHERE", "ORA-00900"),
    ],
)
def test_refusals_have_oracle_s_codes(con_base: Conducir, sql: str, dicho: str) -> None:
    async def cuerpo(servidor: OracleWire) -> None:
        conexion = await conectar(servidor)
        await _poner(conexion, "a")
        with pytest.raises(oracledb.DatabaseError) as error:
            await conexion.cursor().execute(sql)
        assert codigo(error) == dicho
        assert await _cuantos(conexion) == 1
        await conexion.close()

    con_base(cuerpo)


def test_an_empty_text_is_null(con_base: Conducir) -> None:
    async def cuerpo(servidor: OracleWire) -> None:
        conexion = await conectar(servidor)
        with pytest.raises(oracledb.DatabaseError) as error:
            await conexion.cursor().execute("UPDATE portal_usuario SET nombre = :nombre", nombre="")
        assert codigo(error) == "ORA-01400"
        await conexion.close()

    con_base(cuerpo)
