"""The real engine and the real driver against a server that misbehaves on demand."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeAlias

import pytest

from portal.repo.oracle.repo import OracleRepo
from tests.oracle_wire.ajustes import ajustes
from tests.oracle_wire.listener import OracleWire
from tests.repo.oracle.company import Empresa

LIMITE_S = 60
Cuerpo: TypeAlias = Callable[[OracleRepo, OracleWire, Empresa], Awaitable[None]]
Conducir: TypeAlias = Callable[..., None]


@pytest.fixture
def conducir() -> Conducir:
    """Runs a test's body on an engine, a server and a company of its own."""

    def correr(
        cuerpo: Cuerpo,
        *,
        lectura_ms: int = 2000,
        write_ms: int = 2000,
        limite_s: int = LIMITE_S,
        perfil: str = "19c",
        **pool: int | str,
    ) -> None:
        async def con_servidor() -> None:
            empresa = Empresa()
            async with OracleWire(empresa, profile=perfil) as servidor:
                settings = ajustes(servidor.port, lectura_ms=lectura_ms, **pool)  # type: ignore[arg-type]
                repo = OracleRepo(settings, write_ms=write_ms)
                try:
                    await asyncio.wait_for(cuerpo(repo, servidor, empresa), limite_s)
                finally:
                    await repo.cerrar()

        asyncio.run(con_servidor())

    return correr


async def leer(repo: OracleRepo) -> object:
    fila = await repo.read(lambda tx: tx.sql.una("SELECT count(*) AS cuantos FROM portal_usuario"))
    return fila and fila["cuantos"]
