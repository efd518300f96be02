"""The row by which the portal knows that it can write, and a user that is enabled again."""

from datetime import timedelta

from portal.repo.protocol import Repo, Transaccion
from portal.repo.tables import pulse
from portal.repo.tables.access import usuarios
from tests import datos
from tests.repo.contract.conftest import Con

AHORA = datos.AHORA


def test_the_pulse_is_one_row(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            assert await pulse.ultimo(tx.sql) is None
            for cuando in (AHORA, AHORA + timedelta(seconds=5)):
                await pulse.latir(tx.sql, cuando)
                assert await pulse.ultimo(tx.sql) == cuando

        await repo.write(hacer)

    con(cuerpo)


def test_who_was_disabled_is_listed_and_enabled_again(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            canal = await usuarios.por_nombre(tx.sql, "canal-uno")
            assert canal is not None
            await usuarios.desactivar(tx.sql, canal.id)
            todos = await usuarios.todos(tx.sql)
            assert [cada.usuario for cada in todos] == sorted(cada.usuario for cada in todos)
            assert [cada.usuario for cada in todos if not cada.activo] == ["canal-uno"]
            await usuarios.activar(tx.sql, canal.id)
            assert all(cada.activo for cada in await usuarios.todos(tx.sql))

        await repo.write(hacer)

    con(cuerpo)
