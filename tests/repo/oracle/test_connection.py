"""One connection: its limits hold, it does one thing at a time, and the loop goes on meanwhile."""

import asyncio
import time

import pytest

from portal.repo.oracle.repo import OracleRepo
from portal.repo.protocol import Transaccion
from tests.oracle_wire.listener import OracleWire
from tests.repo.oracle.company import Empresa
from tests.repo.oracle.conftest import Conducir

LONG_S = 5.0


def test_transactions_wait_for_the_database_together(conducir: Conducir) -> None:
    async def cuerpo(repo: OracleRepo, servidor: OracleWire, _: Empresa) -> None:
        at_once = beats = 0

        async def contar(tx: Transaccion) -> None:
            await tx.sql.una("SELECT count(*) AS cuantos FROM portal_usuario")

        for connection in [await repo._pool.take() for _ in range(2)]:  # noqa: SLF001 - both are open by now
            repo._pool.give_back(connection)  # noqa: SLF001 - as a transaction does
        servidor.latency = 0.2
        both = asyncio.gather(*(repo.write(contar) for _ in range(2)))
        while not both.done():
            beats += 1
            at_once = max(at_once, repo._pool._lent)  # noqa: SLF001 - what is shown
            await asyncio.sleep(0.01)
        await both
        assert at_once == 2
        assert beats > 3  # the loop had its turns meanwhile

    conducir(cuerpo, maximo=2)


def test_a_connection_does_one_thing_at_a_time(conducir: Conducir) -> None:
    async def cuerpo(repo: OracleRepo, servidor: OracleWire, _: Empresa) -> None:
        connection = await repo._pool.take()  # noqa: SLF001 - no transaction asks for two at once
        servidor.latency = 0.05
        first = asyncio.create_task(connection.run(lambda raw: raw.ping(), LONG_S))
        await asyncio.sleep(0)
        with pytest.raises(RuntimeError, match="in use"):
            await connection.run(lambda raw: raw.ping(), LONG_S)
        await first
        await connection.run(lambda raw: raw.ping(), LONG_S)
        repo._pool.give_back(connection)  # noqa: SLF001 - given back as a transaction does

    conducir(cuerpo, maximo=1)


def test_nothing_is_sent_once_its_time_is_over_or_after_a_cut(conducir: Conducir) -> None:
    async def cuerpo(repo: OracleRepo, servidor: OracleWire, _: Empresa) -> None:
        connection = await repo._pool.take()  # noqa: SLF001 - a transaction's own
        before = len(servidor.calls)
        with pytest.raises(TimeoutError):
            await connection.run(lambda raw: raw.ping(), LONG_S, time.monotonic() - 1)
        assert connection.alive()
        servidor.latency = 0.5
        with pytest.raises(TimeoutError):
            await connection.run(lambda raw: raw.ping(), 0.02)
        with pytest.raises(TimeoutError):
            await connection.run(lambda raw: raw.ping(), LONG_S)
        assert not connection.alive()
        async with asyncio.timeout(LONG_S):
            while servidor.sessions:  # noqa: ASYNC110 - the server sees the end of it
                await asyncio.sleep(0.01)
        assert [name for _, name, _ in servidor.calls[before:]] == ["PING"]
        repo._pool.drop(connection)  # noqa: SLF001 - as a transaction does

    conducir(cuerpo, maximo=1)
