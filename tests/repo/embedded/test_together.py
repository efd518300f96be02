"""Writes that stand in line share one commit, and each is still whole, alone, and answered once it is on the disk."""

import asyncio
import shutil
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from portal.errors import NoDisponible, NoEncontrado, ResultadoDesconocido
from portal.repo.embedded.repo import EmbeddedRepo
from portal.repo.embedded.transactions import TransaccionSqlite
from portal.repo.embedded.writer import TOGETHER
from portal.repo.protocol import Transaccion
from tests import datos
from tests.deaths.company import COMISION

MARCA = "INSERT INTO portal_intento (llave, cuenta, desde) VALUES (:llave, 1, 0)"
ANOTADAS = "SELECT llave FROM portal_intento ORDER BY llave"

Body = Callable[[Transaccion], Awaitable[object]]


@pytest.fixture
def ruta(plantilla: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(plantilla, tmp_path / "base.sqlite3"))


class Note:
    """Notes a key and confirms it. before, after: what happens before it confirms, and then."""

    def __init__(
        self,
        llave: str,
        before: Callable[[Transaccion], object] = lambda _: None,
        after: Callable[[Transaccion], Awaitable[object]] | None = None,
    ) -> None:
        self.llave = llave
        self.before = before
        self.after = after

    async def __call__(self, tx: Transaccion) -> str:
        await tx.sql.ejecutar(MARCA, llave=self.llave)
        self.before(tx)
        await tx.confirmar()
        if self.after:
            await self.after(tx)
        return self.llave


def _connection(tx: Transaccion, seen: Callable[[str], object]) -> None:
    """SQLite's own word of what it does, from here on."""
    assert isinstance(tx, TransaccionSqlite)
    tx.sql._conexion.set_trace_callback(seen)  # noqa: SLF001


def together(ruta: Path, *bodies: Body, first: Callable[[Transaccion], object] = lambda _: None) -> list[object]:
    """What each of them gives while all stand in line behind the first one, which notes "0"."""

    async def correr() -> list[object]:
        repo = EmbeddedRepo(ruta, datos.RelojDePrueba(), COMISION)
        in_line = threading.Event()

        def before(tx: Transaccion) -> None:
            assert in_line.wait(60)
            first(tx)

        tasks = [asyncio.create_task(repo.write(body)) for body in (Note("0", before), *bodies)]
        await asyncio.sleep(0)
        in_line.set()
        said = await asyncio.gather(*tasks, return_exceptions=True)
        await repo.cerrar()
        return list(said)

    return asyncio.run(correr())


def anotadas(ruta: Path) -> list[object]:
    async def leer() -> list[object]:
        repo = EmbeddedRepo(ruta, datos.RelojDePrueba(), COMISION)
        filas = await repo.read(lambda tx: tx.sql.todas(ANOTADAS))
        await repo.cerrar()
        return [fila["llave"] for fila in filas]

    return asyncio.run(leer())


def test_those_in_line_share_a_commit(ruta: Path) -> None:
    seen: list[str] = []
    said = together(ruta, *(Note(str(n)) for n in range(1, 5)), first=lambda tx: _connection(tx, seen.append))
    assert said == anotadas(ruta) == ["0", "1", "2", "3", "4"]
    assert seen.count("COMMIT") == 1


def test_however_many_there_are(ruta: Path) -> None:
    seen: list[str] = []
    many = [f"{n:02}" for n in range(1, 3 * TOGETHER)]
    assert together(ruta, *map(Note, many), first=lambda tx: _connection(tx, seen.append)) == ["0", *many]
    assert anotadas(ruta) == ["0", *many]
    assert seen.count("COMMIT") == 3


def test_one_that_refuses_undoes_what_is_its_own(ruta: Path) -> None:
    def refuse(_: Transaccion) -> None:
        raise NoEncontrado("no-existe", "No existe.")

    async def unconfirmed(tx: Transaccion) -> str:
        await tx.sql.ejecutar(MARCA, llave="sin confirmar")
        return "sin confirmar"

    said = together(ruta, Note("1", refuse), unconfirmed, Note("2"))
    assert isinstance(said[1], NoEncontrado)
    assert [said[0], *said[2:]] == ["0", "sin confirmar", "2"]
    assert anotadas(ruta) == ["0", "2"]


def test_what_comes_after_confirming_is_not_confirmed(ruta: Path) -> None:
    async def refuse(tx: Transaccion) -> None:
        await tx.sql.ejecutar(MARCA, llave="de más")
        raise NoEncontrado("no-existe", "No existe.")

    said = together(ruta, Note("1", after=refuse), Note("2", after=lambda tx: tx.sql.ejecutar(MARCA, llave="de más")))
    assert isinstance(said[1], NoEncontrado)
    assert said[2] == "2"
    assert anotadas(ruta) == ["0", "1", "2"]


def test_one_sees_what_those_before_it_confirmed(ruta: Path) -> None:
    async def count(tx: Transaccion) -> list[object]:
        return [fila["llave"] for fila in await tx.sql.todas(ANOTADAS)]

    assert together(ruta, count, Note("1"), count)[1::2] == [["0"], ["0", "1"]]


def test_nobody_is_answered_before_it_is_on_the_disk(ruta: Path) -> None:
    async def correr() -> None:
        repo = EmbeddedRepo(ruta, datos.RelojDePrueba(), COMISION)
        in_line, last, go_on = threading.Event(), threading.Event(), threading.Event()

        def rest(_: Transaccion) -> None:
            last.set()
            assert go_on.wait(60)

        first = asyncio.create_task(repo.write(Note("0", lambda _: in_line.wait(60))))
        second = asyncio.create_task(repo.write(Note("1", rest)))
        await asyncio.sleep(0)
        in_line.set()
        await asyncio.to_thread(last.wait, 60)
        await asyncio.sleep(0.01)
        assert not first.done()
        assert await repo.read(lambda tx: tx.sql.todas(ANOTADAS)) == []
        go_on.set()
        assert await asyncio.gather(first, second) == ["0", "1"]
        await repo.cerrar()

    asyncio.run(correr())


def test_a_full_disk_is_told_to_all_of_them(ruta: Path) -> None:
    def fill(tx: Transaccion) -> None:
        assert isinstance(tx, TransaccionSqlite)
        tx.sql._conexion.execute("PRAGMA max_page_count = 1")  # noqa: SLF001 - as many as there are

    async def much(tx: Transaccion) -> None:
        await tx.sql.ejecutar_varias(MARCA, [{"llave": f"{n}" + "x" * 30} for n in range(5_000)])
        await tx.confirmar()

    said = together(ruta, Note("1"), much, first=fill)
    assert [error.codigo if isinstance(error, NoDisponible) else error for error in said] == ["base-sin-lugar"] * 3
    assert anotadas(ruta) == []


def test_a_file_that_is_taken_while_they_commit_leaves_all_of_them_unknown(ruta: Path, tmp_path: Path) -> None:
    otra = Path(shutil.copyfile(ruta, tmp_path / "copia.sqlite3"))

    def al_confirmar(sentencia: str) -> None:
        if sentencia == "COMMIT":
            otra.replace(ruta)

    said = together(ruta, Note("1"), Note("2"), first=lambda tx: _connection(tx, al_confirmar))
    assert [type(error) for error in said] == [ResultadoDesconocido] * 3
