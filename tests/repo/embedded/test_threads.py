"""A transaction runs whole in a thread: whoever waits for it may go away, and the loop never waits."""

import asyncio
import shutil
import threading
from contextvars import ContextVar
from pathlib import Path

import pytest

from portal.repo.embedded.repo import LECTORAS, EmbeddedRepo
from portal.repo.protocol import Transaccion
from tests import datos
from tests.deaths.company import COMISION

MARCA = "INSERT INTO portal_intento (llave, cuenta, desde) VALUES (:llave, 1, 0)"
ANOTADAS = "SELECT llave FROM portal_intento ORDER BY llave"
# Some tens of seconds.
LONG = """
WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 300000000) SELECT count(*) AS cuantos FROM n"""

asker: ContextVar[str] = ContextVar("asker", default="nobody")


@pytest.fixture
def ruta(plantilla: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(plantilla, tmp_path / "base.sqlite3"))


class Halted:
    """A write that has begun and rests, until it is told to go on."""

    def __init__(self, llave: str) -> None:
        self.llave = llave
        self.begun = threading.Event()
        self.go_on = threading.Event()

    async def __call__(self, tx: Transaccion) -> str:
        self.begun.set()
        assert self.go_on.wait(60)
        await tx.sql.ejecutar(MARCA, llave=self.llave)
        await tx.confirmar()
        return self.llave


async def _anotadas(repo: EmbeddedRepo) -> list[object]:
    return [fila["llave"] for fila in await repo.read(lambda tx: tx.sql.todas(ANOTADAS))]


def test_who_goes_away_does_not_interrupt_what_has_begun(ruta: Path) -> None:
    async def correr() -> list[object]:
        repo, write = EmbeddedRepo(ruta, datos.RelojDePrueba(), COMISION), Halted("entera")
        task = asyncio.create_task(repo.write(write))
        await asyncio.to_thread(write.begun.wait, 60)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        write.go_on.set()
        await repo.write(lambda tx: tx.sql.ejecutar(MARCA, llave="sin confirmar"))
        anotadas = await _anotadas(repo)
        await repo.cerrar()
        return anotadas

    assert asyncio.run(correr()) == ["entera"]


def test_who_goes_away_while_in_line_leaves_nothing(ruta: Path) -> None:
    async def correr() -> list[object]:
        repo, first, second = EmbeddedRepo(ruta, datos.RelojDePrueba(), COMISION), Halted("una"), Halted("otra")
        running = asyncio.create_task(repo.write(first))
        await asyncio.to_thread(first.begun.wait, 60)
        waiting = asyncio.create_task(repo.write(second))
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        first.go_on.set()
        assert await running == "una"
        anotadas = await _anotadas(repo)
        await repo.cerrar()
        assert not second.begun.is_set()
        return anotadas

    assert asyncio.run(correr()) == ["una"]


def test_what_nobody_waits_for_is_read_no_further(ruta: Path) -> None:
    async def correr() -> None:
        repo = EmbeddedRepo(ruta, datos.RelojDePrueba(), COMISION)
        begun = threading.Semaphore(0)

        async def count(tx: Transaccion) -> None:
            begun.release()
            await tx.sql.una(LONG)

        counting = [asyncio.create_task(repo.read(count)) for _ in range(LECTORAS)]
        for _ in range(LECTORAS):
            await asyncio.to_thread(begun.acquire, timeout=60)
        for task in counting:
            task.cancel()
        assert await _anotadas(repo) == []
        await repo.cerrar()

    asyncio.run(correr())


def test_it_is_read_beside_a_write_that_rests(ruta: Path) -> None:
    async def correr() -> None:
        repo, write = EmbeddedRepo(ruta, datos.RelojDePrueba(), COMISION), Halted("una")
        task = asyncio.create_task(repo.write(write))
        await asyncio.to_thread(write.begun.wait, 60)
        assert await asyncio.gather(*(_anotadas(repo) for _ in range(3 * LECTORAS))) == [[]] * 3 * LECTORAS
        write.go_on.set()
        await task
        assert await _anotadas(repo) == ["una"]
        await repo.cerrar()

    asyncio.run(correr())


def test_the_end_waits_for_what_has_begun(ruta: Path) -> None:
    async def correr() -> None:
        repo, write = EmbeddedRepo(ruta, datos.RelojDePrueba(), COMISION), Halted("una")
        task = asyncio.create_task(repo.write(write))
        await asyncio.to_thread(write.begun.wait, 60)
        end = asyncio.create_task(repo.cerrar())
        await asyncio.sleep(0)
        write.go_on.set()
        await end
        assert await task == "una"
        assert not [thread for thread in threading.enumerate() if thread.name.startswith(("escritora", "lectora"))]

    asyncio.run(correr())


@pytest.mark.parametrize("which", ["read", "write"])
def test_a_body_has_the_context_of_who_asks(ruta: Path, which: str) -> None:
    async def who(_: Transaccion) -> str:
        return asker.get()

    async def correr() -> list[str]:
        repo = EmbeddedRepo(ruta, datos.RelojDePrueba(), COMISION)

        async def ask(name: str) -> str:
            asker.set(name)
            return str(await getattr(repo, which)(who))

        answers = await asyncio.gather(*(ask(name) for name in "abc"))
        await repo.cerrar()
        return answers

    assert asyncio.run(correr()) == ["a", "b", "c"]


def test_a_body_that_waits_for_something_else_is_a_mistake_and_leaves_nothing(ruta: Path) -> None:
    class Elsewhere:
        def __await__(self):  # type: ignore[no-untyped-def] # noqa: ANN204
            yield self

    async def body(tx: Transaccion) -> None:
        await tx.sql.ejecutar(MARCA, llave="a medias")
        await Elsewhere()
        await tx.confirmar()

    async def correr() -> None:
        repo = EmbeddedRepo(ruta, datos.RelojDePrueba(), COMISION)
        with pytest.raises(RuntimeError, match="something else than its transaction"):
            await repo.write(body)
        assert await _anotadas(repo) == []
        await repo.cerrar()

    asyncio.run(correr())
