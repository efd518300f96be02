"""The portal's own account is refused: never so often that it is locked, and healed without a restart."""

import asyncio

import pytest

from portal.errors import NoDisponible
from portal.repo.oracle.link import pool
from portal.repo.oracle.repo import OracleRepo
from tests.oracle_wire.listener import OracleWire
from tests.repo.oracle.company import Empresa
from tests.repo.oracle.conftest import Conducir, leer

LIMITE_S = 20
# What cannot lock an account: locked already, expired, without CREATE SESSION.
SIN_RIESGO = [28000, 28001, 1045]


async def _rehusada(repo: OracleRepo) -> NoDisponible:
    with pytest.raises(NoDisponible) as error:
        await leer(repo)
    return error.value


async def _sanar(repo: OracleRepo) -> object:
    async with asyncio.timeout(LIMITE_S):
        while True:
            try:
                return await leer(repo)
            except NoDisponible:
                await asyncio.sleep(0.02)


@pytest.mark.parametrize("codigo", SIN_RIESGO)
def test_an_account_that_cannot_be_locked_is_probed_one_at_a_time_and_heals(conducir: Conducir, codigo: int) -> None:
    async def cuerpo(repo: OracleRepo, servidor: OracleWire, _: Empresa) -> None:
        falla = servidor.inject("error", "LOGON", code=codigo, message="the account is locked", times=None)
        rehusos = await asyncio.gather(*(_rehusada(repo) for _ in range(50)))
        assert falla.hits == 1
        assert all(str(codigo) not in rehuso.mensaje for rehuso in rehusos)
        with pytest.raises(NoDisponible, match="DB_USER"):
            await repo.verificar()
        assert falla.hits == 1
        servidor.faults.clear()
        assert await _sanar(repo) == 7

    conducir(cuerpo)


def test_it_is_probed_until_it_heals(conducir: Conducir, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "ACCOUNT_S", 0.05)

    async def cuerpo(repo: OracleRepo, servidor: OracleWire, _: Empresa) -> None:
        falla = servidor.inject("error", "LOGON", code=28000, times=20)
        assert await _sanar(repo) == 7
        assert falla.hits == 20

    conducir(cuerpo)


def test_a_refused_password_is_tried_three_times_in_all(conducir: Conducir, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "PASSWORD_S", (0.05, 0.05))

    async def cuerpo(repo: OracleRepo, servidor: OracleWire, _: Empresa) -> None:
        for _vez in range(10):
            for rehuso in await asyncio.gather(*(_rehusada(repo) for _ in range(20))):
                assert "1017" not in rehuso.mensaje
            await asyncio.sleep(0.1)
        with pytest.raises(NoDisponible, match="DB_PASSWORD"):
            await repo.verificar()
        assert [resultado for _, nombre, resultado in servidor.calls if nombre == "LOGON"].count("ORA-01017") == 3

    conducir(cuerpo, clave="otra")


def test_the_second_try_comes_soon_and_the_third_does_not(conducir: Conducir) -> None:
    async def cuerpo(repo: OracleRepo, servidor: OracleWire, _: Empresa) -> None:
        falla = servidor.inject("error", "LOGON", code=1017, times=1)
        await _rehusada(repo)
        assert await _sanar(repo) == 7
        assert falla.hits == 1
        # A success forgets what was refused before.
        servidor.kill_sessions()
        otra = servidor.inject("error", "LOGON", code=1017, times=None)
        await _rehusada(repo)
        for _vez in range(7):
            await asyncio.sleep(1)
            await _rehusada(repo)
        assert otra.hits == 2

    conducir(cuerpo)
