"""A whole transaction in one thread meets what any other meets, and nobody else notices."""

import asyncio
import time

import pytest

from portal.errors import NoDisponible, ResultadoDesconocido
from portal.repo.oracle.repo import OracleRepo
from portal.repo.protocol import Transaccion
from tests.oracle_wire.listener import OracleWire
from tests.repo.oracle.company import Empresa
from tests.repo.oracle.conftest import Conducir, leer

CONTAR = "SELECT count(*) AS cuantos FROM portal_usuario"
LECTURA_MS = 300
ANOTAR = "INSERT INTO portal_auditoria (en) VALUES (:en)"


async def anotar(tx: Transaccion) -> str:
    """A read, a call that opens a consultation, and a row committed with it."""
    fila = await tx.sql.una(CONTAR)
    assert fila is not None
    assert fila["cuantos"] == 7
    await tx.paquete.consultar("4567890", 1, "caja")
    await tx.sql.diferir(ANOTAR, [{"en": 1}])
    await tx.confirmar()
    return "listo"


def test_it_answers_what_its_body_returns_and_gives_its_connection_back(conducir: Conducir) -> None:
    async def cuerpo(repo: OracleRepo, servidor: OracleWire, empresa: Empresa) -> None:
        assert await asyncio.gather(*(repo.write(anotar) for _ in range(6))) == ["listo"] * 6
        assert empresa.confirmadas == 6
        assert len(servidor.sessions) <= 2

    conducir(cuerpo, maximo=2)


def test_what_it_did_not_confirm_is_undone(conducir: Conducir) -> None:
    async def cuerpo(repo: OracleRepo, _: OracleWire, empresa: Empresa) -> None:
        async def romper(tx: Transaccion) -> None:
            await tx.sql.ejecutar(ANOTAR, en=1)
            raise LookupError

        with pytest.raises(LookupError):
            await repo.write(romper)
        assert (empresa.confirmadas, empresa.deshechas) == (0, 1)
        assert await repo.write(anotar) == "listo"

    conducir(cuerpo, maximo=1)


def test_a_body_that_waits_for_anything_else_is_a_mistake_of_ours(conducir: Conducir) -> None:
    async def cuerpo(repo: OracleRepo, _: OracleWire, empresa: Empresa) -> None:
        async def dormir(tx: Transaccion) -> None:
            await tx.sql.ejecutar(ANOTAR, en=1)
            await asyncio.sleep(0)
            await tx.confirmar()

        with pytest.raises(RuntimeError, match="something else"):
            await repo.write(dormir)
        assert empresa.confirmadas == 0

    conducir(cuerpo)


@pytest.mark.parametrize("accion", ["drop_before", "drop_after"])
def test_its_first_read_is_repeated_once_and_so_is_the_call_that_follows_only_reads(
    conducir: Conducir, accion: str
) -> None:
    async def cuerpo(repo: OracleRepo, servidor: OracleWire, empresa: Empresa) -> None:
        assert await repo.write(anotar) == "listo"
        for cual in ("portal_usuario", "PAWEB_CONSULTA"):
            falla = servidor.inject(accion, cual)
            assert await repo.write(anotar) == "listo"
            assert falla.hits == 1
        assert empresa.confirmadas == 3

    conducir(cuerpo, maximo=1)


@pytest.mark.parametrize("accion", ["drop_before", "drop_after"])
def test_nothing_is_repeated_once_something_was_left_in_the_session(conducir: Conducir, accion: str) -> None:
    async def cuerpo(repo: OracleRepo, servidor: OracleWire, empresa: Empresa) -> None:
        async def escribir_y_leer(tx: Transaccion) -> None:
            await tx.sql.ejecutar(ANOTAR, en=1)
            await tx.sql.una(CONTAR)
            await tx.confirmar()

        await repo.write(escribir_y_leer)
        falla = servidor.inject(accion, "portal_usuario", times=None)
        with pytest.raises(NoDisponible):
            await repo.write(escribir_y_leer)
        assert falla.hits == 1
        assert empresa.confirmadas == 1

    conducir(cuerpo)


@pytest.mark.parametrize(("accion", "confirmadas"), [("drop_before", 1), ("drop_after", 2)])
def test_a_commit_without_an_answer_is_unknown(conducir: Conducir, accion: str, confirmadas: int) -> None:
    async def cuerpo(repo: OracleRepo, servidor: OracleWire, empresa: Empresa) -> None:
        await repo.write(anotar)
        servidor.inject(accion, "^INSERT")
        with pytest.raises(ResultadoDesconocido):
            await repo.write(anotar)
        assert empresa.confirmadas == confirmadas
        assert await repo.write(anotar) == "listo"

    conducir(cuerpo)


@pytest.mark.parametrize("accion", ["hang", "freeze"])
@pytest.mark.parametrize("cual", ["portal_usuario", "PAWEB_CONSULTA"])
def test_a_slow_read_is_given_up_in_time_and_commits_nothing_afterwards(
    conducir: Conducir, cual: str, accion: str
) -> None:
    """Even where the database does not heed the interruption."""

    async def cuerpo(repo: OracleRepo, servidor: OracleWire, empresa: Empresa) -> None:
        assert await repo.write(anotar) == "listo"
        servidor.inject(accion, cual)
        antes = time.monotonic()
        lento, *otros = await asyncio.gather(
            repo.write(anotar), *(leer(repo) for _ in range(3)), return_exceptions=True
        )
        assert isinstance(lento, NoDisponible)
        assert lento.codigo == "base-lenta"
        assert time.monotonic() - antes < 5 * LECTURA_MS / 1000
        if cual == "PAWEB_CONSULTA":
            assert otros == [7] * 3
        await asyncio.sleep(3 * LECTURA_MS / 1000)
        assert empresa.confirmadas == 1
        assert await repo.write(anotar) == "listo"

    conducir(cuerpo, lectura_ms=LECTURA_MS)


def test_two_reads_that_are_slow_together_are_given_up_as_one(conducir: Conducir) -> None:
    async def cuerpo(repo: OracleRepo, servidor: OracleWire, empresa: Empresa) -> None:
        assert await repo.write(anotar) == "listo"
        for cual in ("portal_usuario", "PAWEB_CONSULTA"):
            servidor.inject("delay", cual, seconds=0.8 * LECTURA_MS / 1000)
        with pytest.raises(NoDisponible) as error:
            await repo.write(anotar)
        assert error.value.codigo == "base-lenta"
        await asyncio.sleep(LECTURA_MS / 1000)
        assert empresa.confirmadas == 1
        assert await repo.write(anotar) == "listo"

    conducir(cuerpo, lectura_ms=LECTURA_MS)


def test_whoever_goes_away_does_not_interrupt_it(conducir: Conducir) -> None:
    async def cuerpo(repo: OracleRepo, servidor: OracleWire, empresa: Empresa) -> None:
        assert await repo.write(anotar) == "listo"
        servidor.latency = 0.05
        espera = asyncio.create_task(repo.write(anotar))
        await asyncio.sleep(0.02)
        espera.cancel()
        await asyncio.gather(espera, return_exceptions=True)
        servidor.latency = 0
        async with asyncio.timeout(5):
            while empresa.confirmadas < 2:  # noqa: ASYNC110 - it ends in another thread
                await asyncio.sleep(0.01)
        assert await repo.write(anotar) == "listo"
        assert len(servidor.sessions) == 1

    conducir(cuerpo, maximo=1)
