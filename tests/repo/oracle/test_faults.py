"""An open connection meets everything that may happen to it: reads once more, writes never, and nobody else notices."""

import asyncio

import pytest

from portal.errors import NoDisponible, Ocupado, ResultadoDesconocido
from portal.repo.oracle.repo import OracleRepo
from portal.repo.protocol import LlaveDuplicada
from tests.oracle_wire.listener import OracleWire
from tests.repo.oracle.company import Empresa
from tests.repo.oracle.conftest import Conducir, leer

ANOTAR = "INSERT INTO portal_auditoria (en) VALUES (:en)"
CAER = ["drop_before", "drop_after"]


async def escribir(repo: OracleRepo, *, diferida: bool = False) -> None:
    async with repo.escritura() as tx:
        await (tx.sql.diferir if diferida else tx.sql.ejecutar_varias)(ANOTAR, [{"en": 1}])
        await tx.confirmar()


@pytest.mark.parametrize("reset", [False, True])
@pytest.mark.parametrize("accion", CAER)
def test_a_read_whose_connection_died_is_repeated_once(conducir: Conducir, accion: str, *, reset: bool) -> None:
    async def cuerpo(repo: OracleRepo, servidor: OracleWire, _: Empresa) -> None:
        assert await leer(repo) == 7
        falla = servidor.inject(accion, "portal_usuario", reset=reset)
        assert await leer(repo) == 7
        assert falla.hits == 1
        siempre = servidor.inject(accion, "portal_usuario", times=None, reset=reset)
        with pytest.raises(NoDisponible):
            await leer(repo)
        assert siempre.hits == 2
        servidor.faults.clear()
        assert await leer(repo) == 7

    conducir(cuerpo)


def test_a_repetition_that_finds_no_connection_loses_none(conducir: Conducir) -> None:
    async def cuerpo(repo: OracleRepo, servidor: OracleWire, _: Empresa) -> None:
        for _ in range(3):
            assert await leer(repo) == 7
            servidor.inject("drop_before", "portal_usuario")
            servidor.refuse = "tcp"
            with pytest.raises(NoDisponible):
                await leer(repo)
            servidor.refuse = None
            await asyncio.sleep(0.5)
        await asyncio.gather(*(leer(repo) for _ in range(8)))
        assert len(servidor.sessions) == 1

    conducir(cuerpo, maximo=1)


@pytest.mark.parametrize("accion", CAER)
def test_a_write_is_sent_once_and_was_undone(conducir: Conducir, accion: str) -> None:
    async def cuerpo(repo: OracleRepo, servidor: OracleWire, empresa: Empresa) -> None:
        falla = servidor.inject(accion, "PAWEB_PAGO", times=None)
        with pytest.raises(NoDisponible):
            async with repo.escritura() as tx:
                await tx.paquete.pagar(42, "caja", "TX1")
        assert falla.hits == 1
        assert empresa.confirmadas == 0
        servidor.faults.clear()
        await escribir(repo)

    conducir(cuerpo)


@pytest.mark.parametrize(("accion", "confirmadas"), [("drop_before", 0), ("drop_after", 1)])
@pytest.mark.parametrize("diferida", [False, True])
def test_only_a_commit_without_an_answer_is_unknown(
    conducir: Conducir, accion: str, confirmadas: int, *, diferida: bool
) -> None:
    async def cuerpo(repo: OracleRepo, servidor: OracleWire, empresa: Empresa) -> None:
        servidor.inject(accion, "^INSERT" if diferida else "^COMMIT$")
        with pytest.raises(ResultadoDesconocido):
            await escribir(repo, diferida=diferida)
        assert empresa.confirmadas == confirmadas
        await escribir(repo)

    conducir(cuerpo)


def test_a_refused_last_statement_was_not_committed(conducir: Conducir) -> None:
    async def cuerpo(repo: OracleRepo, servidor: OracleWire, empresa: Empresa) -> None:
        servidor.inject("error", "^INSERT", code=1)
        with pytest.raises(LlaveDuplicada):
            await escribir(repo, diferida=True)
        assert empresa.confirmadas == 0

    conducir(cuerpo)


def test_what_was_put_off_goes_in_its_turn_and_the_commit_with_the_last(conducir: Conducir) -> None:
    async def cuerpo(repo: OracleRepo, servidor: OracleWire, empresa: Empresa) -> None:
        async with repo.escritura() as tx:
            await tx.sql.diferir("INSERT INTO a VALUES (:x)", [{"x": 1}])
            await tx.sql.ejecutar("UPDATE b SET x = :x", x=2)
            await tx.sql.diferir("INSERT INTO c VALUES (:x)", [{"x": 3}])
            await tx.confirmar()
        assert [sentencia.split()[2] for sentencia in empresa.sentencias[1:]] == ["a", "SET", "c"]
        assert empresa.confirmadas == 1
        assert servidor.counts["COMMIT"] == 0
        async with repo.escritura() as tx:
            await tx.sql.diferir("INSERT INTO a VALUES (:x)", [{"x": 1}])
        assert empresa.confirmadas == 1

    conducir(cuerpo)


def test_a_transaction_that_is_not_confirmed_is_undone(conducir: Conducir) -> None:
    async def cuerpo(repo: OracleRepo, _: OracleWire, empresa: Empresa) -> None:
        async with repo.escritura() as tx:
            await tx.sql.ejecutar(ANOTAR, en=1)
        assert (empresa.confirmadas, empresa.deshechas) == (0, 1)

    conducir(cuerpo)


@pytest.mark.parametrize("como", ["drop", "ora28"])
def test_killed_sessions_are_replaced(conducir: Conducir, como: str) -> None:
    async def cuerpo(repo: OracleRepo, servidor: OracleWire, _: Empresa) -> None:
        await asyncio.gather(*(leer(repo) for _ in range(6)))
        assert servidor.kill_sessions(how=como) > 0
        assert await asyncio.gather(*(leer(repo) for _ in range(6))) == [7] * 6
        await escribir(repo)

    conducir(cuerpo)


def test_it_serves_again_after_a_restart_of_the_database(conducir: Conducir) -> None:
    async def cuerpo(repo: OracleRepo, servidor: OracleWire, _: Empresa) -> None:
        assert await leer(repo) == 7
        await servidor.stop()
        with pytest.raises(NoDisponible):
            await leer(repo)
        await servidor.start()
        async with asyncio.timeout(10):
            while True:
                try:
                    assert await leer(repo) == 7
                    break
                except NoDisponible:
                    await asyncio.sleep(0.1)

    conducir(cuerpo)


@pytest.mark.parametrize("accion", ["hang", "freeze"])
def test_an_answer_that_does_not_come_is_not_asked_for_again(conducir: Conducir, accion: str) -> None:
    async def cuerpo(repo: OracleRepo, servidor: OracleWire, _: Empresa) -> None:
        falla = servidor.inject(accion, "portal_usuario", times=1)
        lenta = asyncio.create_task(leer(repo))
        while not falla.hits:  # noqa: ASYNC110 - bounded by the test's own limit
            await asyncio.sleep(0.001)
        assert await leer(repo) == 7  # others go on meanwhile, on a connection of their own
        assert not lenta.done()
        with pytest.raises(NoDisponible):
            await lenta
        assert falla.hits == 1
        assert await leer(repo) == 7

    conducir(cuerpo, lectura_ms=300)


@pytest.mark.parametrize("accion", ["hang", "freeze"])
def test_a_consultation_is_waited_for_like_a_read_and_a_payment_is_not(conducir: Conducir, accion: str) -> None:
    async def cuerpo(repo: OracleRepo, servidor: OracleWire, empresa: Empresa) -> None:
        falla = servidor.inject(accion, "PAWEB_CONSULTA", times=1)
        servidor.inject("delay", "PAWEB_PAGO", seconds=0.9)
        with pytest.raises(NoDisponible) as error:
            async with repo.escritura() as tx:
                await tx.paquete.consultar("4567890", 1, "caja")
        assert (error.value.codigo, falla.hits, empresa.confirmadas) == ("base-lenta", 1, 0)
        assert error.value.reintentar_en > 0
        async with repo.escritura() as tx:
            assert (await tx.paquete.consultar("4567890", 1, "caja")).codresp == "0"
            assert (await tx.paquete.pagar(42, "caja", "TX1")).codresp == "0"
            await tx.confirmar()
        assert (falla.hits, empresa.confirmadas) == (1, 1)

    conducir(cuerpo, lectura_ms=300, write_ms=10_000)


def test_a_pool_without_a_free_connection_says_so(conducir: Conducir) -> None:
    async def cuerpo(repo: OracleRepo, _: OracleWire, __: Empresa) -> None:
        async with repo.lectura(), repo.lectura(), repo.lectura():
            with pytest.raises(NoDisponible) as error:
                await leer(repo)
            assert error.value.codigo == "base-ocupada"
        assert await leer(repo) == 7

    conducir(cuerpo)


def test_leaked_cursors_cost_one_session_and_no_answer(conducir: Conducir) -> None:
    async def cuerpo(repo: OracleRepo, servidor: OracleWire, _: Empresa) -> None:
        falla = servidor.inject("error", "portal_usuario", code=1000, message="maximum open cursors exceeded")
        assert await leer(repo) == 7
        assert falla.hits == 1

    conducir(cuerpo)


def test_two_hundred_consultations_leave_no_cursor_open(conducir: Conducir) -> None:
    async def cuerpo(repo: OracleRepo, servidor: OracleWire, _: Empresa) -> None:
        for _ in range(200):
            async with repo.escritura() as tx:
                await tx.paquete.consultar("4567890", 1, "caja")
        assert max(len(sesion.cursors) for sesion in servidor.sessions.values()) < 25

    conducir(cuerpo, maximo=1)


def test_a_recompiled_package_is_called_once_more_on_the_same_session(conducir: Conducir) -> None:
    async def cuerpo(repo: OracleRepo, servidor: OracleWire, empresa: Empresa) -> None:
        falla = servidor.inject("error", "PAWEB_PAGO", code=4068, message="existing state of packages discarded")
        async with repo.escritura() as tx:
            assert (await tx.paquete.pagar(42, "caja", "TX1")).codresp == "0"
            await tx.confirmar()
        assert (falla.hits, len(empresa.llamadas), empresa.confirmadas) == (1, 1, 1)
        siempre = servidor.inject("error", "PAWEB_PAGO", code=4068, times=None)
        with pytest.raises(NoDisponible):
            async with repo.escritura() as tx:
                await tx.paquete.pagar(42, "caja", "TX1")
        assert siempre.hits == 2

    conducir(cuerpo)


@pytest.mark.parametrize("codigo", [4063, 6550, 6508])
def test_an_invalid_package_is_told_to_who_runs_it_and_not_to_people(conducir: Conducir, codigo: int) -> None:
    async def cuerpo(repo: OracleRepo, servidor: OracleWire, _: Empresa) -> None:
        falla = servidor.inject("error", "CONSULTA", code=codigo, message="PACK_PAGO_WS has errors", times=None)
        with pytest.raises(NoDisponible) as error:
            async with repo.escritura() as tx:
                await tx.paquete.consultar("4567890", 1, "caja")
        assert falla.hits == 1
        assert error.value.codigo == "base-mal-instalada"
        assert "PACK" not in error.value.mensaje
        assert await leer(repo) == 7

    conducir(cuerpo)


@pytest.mark.parametrize("codigo", [54, 30006])
def test_a_row_in_other_hands_is_busy(conducir: Conducir, codigo: int) -> None:
    async def cuerpo(repo: OracleRepo, servidor: OracleWire, empresa: Empresa) -> None:
        falla = servidor.inject("error", "FOR UPDATE NOWAIT$", code=codigo)
        with pytest.raises(Ocupado):
            async with repo.escritura() as tx:
                await tx.sql.tomar("SELECT id FROM portal_pago WHERE id = :id", id=1)
        assert (falla.hits, empresa.confirmadas) == (1, 0)

    conducir(cuerpo)


def test_a_deadlock_was_undone(conducir: Conducir) -> None:
    async def cuerpo(repo: OracleRepo, servidor: OracleWire, _: Empresa) -> None:
        falla = servidor.inject("error", "^INSERT", code=60)
        with pytest.raises(NoDisponible) as error:
            await escribir(repo)
        assert (falla.hits, error.value.codigo) == (1, "base-interrumpida")

    conducir(cuerpo)


def test_a_caller_that_goes_away_leaves_no_connection_behind(conducir: Conducir) -> None:
    async def cuerpo(repo: OracleRepo, servidor: OracleWire, empresa: Empresa) -> None:
        for _ in range(5):
            servidor.inject("delay", "portal_usuario", seconds=0.1)
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(leer(repo), 0.03)
        assert await leer(repo) == 7
        servidor.inject("delay", "^INSERT", seconds=0.1)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(escribir(repo), 0.03)
        await asyncio.sleep(0.2)
        assert empresa.confirmadas == 0

    conducir(cuerpo)
