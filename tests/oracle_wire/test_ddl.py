"""DDL as the driver meets it: what it makes is there for every session, and what it cannot make has Oracle's code."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeAlias

import oracledb
import pytest

from tests import datos
from tests.oracle_wire.base_sqlite import BaseSqlite
from tests.oracle_wire.conftest import LIMITE_S, codigo, conectar
from tests.oracle_wire.listener import OracleWire

THERE = (
    """CREATE TABLE una (
        id NUMBER(19) GENERATED ALWAYS AS IDENTITY, a VARCHAR2(10 CHAR) NOT NULL, b NUMBER(10), -- dos;
        CONSTRAINT una_pk PRIMARY KEY (id), CONSTRAINT una_ck CHECK (b > 0)
    )""",
    "CREATE TABLE dos (una_id NUMBER(19) REFERENCES una (id), c NUMBER(1) DEFAULT 0 NOT NULL)",
    "CREATE INDEX una_a ON una (a, b)",
    """CREATE TRIGGER una_queda BEFORE DELETE ON una
FOR EACH ROW
BEGIN
    raise_application_error(-20900, 'it stays');
END;""",
    "INSERT INTO una (a, b) VALUES ('x', 1)",
)
REFUSED = [
    ("CREATE TABLE una (x NUMBER(1))", "ORA-00955"),
    ("CREATE INDEX una_a ON una (b)", "ORA-00955"),
    ("CREATE INDEX otro ON una (a, b)", "ORA-01408"),
    ("CREATE INDEX otro ON una (z)", "ORA-00904"),
    ("CREATE INDEX otro ON tres (z)", "ORA-00942"),
    (THERE[3], "ORA-04081"),
    ("ALTER TABLE una ADD (b NUMBER(10))", "ORA-01430"),
    ("ALTER TABLE una ADD (z NUMBER(10) NOT NULL)", "ORA-01758"),
    ("ALTER TABLE una ADD CONSTRAINT una_ck CHECK (b > 1)", "ORA-02264"),
    ("ALTER TABLE una ADD CONSTRAINT otra PRIMARY KEY (a)", "ORA-02260"),
    ("ALTER TABLE una ADD CONSTRAINT otra CHECK (b > 1)", "ORA-02293"),
    ("ALTER TABLE una MODIFY (a NOT NULL)", "ORA-01442"),
    ("ALTER TABLE una MODIFY (z NOT NULL)", "ORA-00904"),
    ("ALTER TABLE una MODIFY (b DROP IDENTITY)", "ORA-30673"),
    ("ALTER TABLE una DROP COLUMN z", "ORA-00904"),
    ("ALTER TABLE una DROP CONSTRAINT otra", "ORA-02443"),
    ("ALTER TABLE una RENAME COLUMN z TO y", "ORA-00904"),
    ("ALTER TABLE dos RENAME COLUMN c TO una_id", "ORA-00957"),
    ("ALTER TABLE una RENAME COLUMN a TO y", "ORA-03001"),
    ("ALTER TABLE tres ADD (b NUMBER(10))", "ORA-00942"),
    ("DROP TABLE tres", "ORA-00942"),
    ("DROP INDEX otro", "ORA-01418"),
    ("DROP TRIGGER otro", "ORA-04080"),
    ("ALTER TABLE una MOVE TABLESPACE x", "ORA-03001"),
]
Conducir: TypeAlias = Callable[[Callable[[OracleWire], Awaitable[None]]], None]


@pytest.fixture
def con_tablas(perfil: str, tmp_path: Path) -> Conducir:
    def correr(cuerpo: Callable[[OracleWire], Awaitable[None]]) -> None:
        async def con_servidor() -> None:
            base = BaseSqlite(tmp_path / "base.sqlite3", datos.RelojDePrueba())
            async with OracleWire(base, profile=perfil) as servidor:
                conexion = await conectar(servidor)
                for sentencia in THERE:
                    await conexion.cursor().execute(sentencia)
                await conexion.commit()
                await asyncio.wait_for(cuerpo(servidor), LIMITE_S)
                await conexion.close()

        asyncio.run(con_servidor())

    return correr


async def _una(conexion: oracledb.AsyncConnection, sql: str) -> object:
    cursor = conexion.cursor()
    await cursor.execute(sql)
    return await cursor.fetchone()


@pytest.mark.parametrize(("sql", "dicho"), REFUSED)
def test_what_cannot_be_made_has_oracle_s_code(con_tablas: Conducir, sql: str, dicho: str) -> None:
    async def cuerpo(servidor: OracleWire) -> None:
        async with await conectar(servidor) as conexion:
            with pytest.raises(oracledb.DatabaseError) as error:
                await conexion.cursor().execute(sql)
            assert codigo(error) == dicho
            assert await _una(conexion, "SELECT id, a, b FROM una") == (1, "x", 1)

    con_tablas(cuerpo)


def test_a_table_changes_with_its_rows_keys_and_triggers(con_tablas: Conducir) -> None:
    async def cuerpo(servidor: OracleWire) -> None:
        async with await conectar(servidor) as una, await conectar(servidor) as otra:
            for sql in (
                "ALTER TABLE una ADD (d NUMBER(10) DEFAULT 7 NOT NULL CHECK (d > 0), e VARCHAR2(5 CHAR))",
                "ALTER TABLE una ADD CONSTRAINT una_uk UNIQUE (a)",
                "ALTER TABLE una MODIFY (id DROP IDENTITY)",
                "ALTER TABLE una DROP CONSTRAINT una_ck",
            ):
                await una.cursor().execute(sql)
            assert await _una(otra, "SELECT id, a, b, d, e FROM una") == (1, "x", 1, 7, None)
            await otra.cursor().execute("INSERT INTO una (id, a, b) VALUES (9, 'y', 0)")
            for sql, dicho in (
                ("INSERT INTO una (id, a) VALUES (3, 'y')", "ORA-00001"),
                ("INSERT INTO una (id, a, d) VALUES (3, 'z', 0)", "ORA-02290"),
                ("DELETE FROM una", "ORA-02290"),
                ("INSERT INTO dos (una_id) VALUES (8)", "ORA-02291"),
            ):
                with pytest.raises(oracledb.DatabaseError) as error:
                    await otra.cursor().execute(sql)
                assert codigo(error) == dicho

    con_tablas(cuerpo)


def test_a_column_takes_its_keys_and_references_to_another_name(con_tablas: Conducir) -> None:
    async def cuerpo(servidor: OracleWire) -> None:
        async with await conectar(servidor) as una:
            for sql in (
                "ALTER TABLE una RENAME COLUMN id TO numero",
                "ALTER TABLE una ADD (d NUMBER(10))",
                "ALTER TABLE dos ADD (d NUMBER(10))",
                "INSERT INTO dos (una_id) VALUES (1)",
            ):
                await una.cursor().execute(sql)
            assert await _una(una, "SELECT numero, a, b FROM una JOIN dos ON una_id = numero") == (1, "x", 1)
            with pytest.raises(oracledb.DatabaseError) as error:
                await una.cursor().execute("INSERT INTO dos (una_id) VALUES (8)")
            assert codigo(error) == "ORA-02291"

    con_tablas(cuerpo)


def test_it_ends_the_transaction_of_its_session(con_tablas: Conducir) -> None:
    async def cuerpo(servidor: OracleWire) -> None:
        async with await conectar(servidor) as una, await conectar(servidor) as otra:
            await una.cursor().execute("UPDATE una SET b = 5")
            await una.cursor().execute("LOCK TABLE una IN EXCLUSIVE MODE NOWAIT")
            with pytest.raises(oracledb.DatabaseError) as error:
                await otra.cursor().execute("LOCK TABLE una IN EXCLUSIVE MODE WAIT 0")
            assert codigo(error) == "ORA-00054"
            await una.cursor().execute("DROP INDEX una_a")
            assert await _una(otra, "SELECT b FROM una") == (5,)
            await otra.cursor().execute("LOCK TABLE una IN EXCLUSIVE MODE NOWAIT")

    con_tablas(cuerpo)


def test_a_lock_ends_with_its_session(con_tablas: Conducir) -> None:
    async def cuerpo(servidor: OracleWire) -> None:
        una = await conectar(servidor)
        await una.cursor().execute("LOCK TABLE una IN EXCLUSIVE MODE NOWAIT")
        async with await conectar(servidor) as otra:
            esperando = asyncio.create_task(_bloquear(otra))
            await asyncio.sleep(0.02)
            assert not esperando.done()
            assert servidor.kill_sessions(lambda sesion: sesion.in_txn) == 1
            await esperando

    con_tablas(cuerpo)


async def _bloquear(conexion: oracledb.AsyncConnection) -> None:
    await conexion.cursor().execute("LOCK TABLE una IN EXCLUSIVE MODE WAIT 20")
