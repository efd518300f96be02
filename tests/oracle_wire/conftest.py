"""The stand-in and the real driver, in one event loop or (synchronous driver) in two threads."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from typing import Any, TypeAlias

import oracledb
import pytest

from tests.oracle_wire.eco import Eco
from tests.oracle_wire.hilo import LIMITE_S, EnHilo
from tests.oracle_wire.listener import CLAVE, USUARIO, OracleWire
from tests.oracle_wire.profiles import PROFILES

Cuerpo: TypeAlias = Callable[[OracleWire, Eco], Awaitable[None]]
Conducir: TypeAlias = Callable[..., None]


@pytest.fixture(params=sorted(PROFILES))
def perfil(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def conducir(perfil: str) -> Conducir:
    """Runs a test's body against a server of its own."""

    def correr(cuerpo: Cuerpo, **ajustes: Any) -> None:
        async def con_servidor() -> None:
            eco = Eco()
            async with OracleWire(eco, profile=perfil, **ajustes) as servidor:
                await asyncio.wait_for(cuerpo(servidor, eco), LIMITE_S)

        asyncio.run(con_servidor())

    return correr


async def conectar(servidor: OracleWire, **como: Any) -> oracledb.AsyncConnection:
    return await oracledb.connect_async(**{"user": USUARIO, "password": CLAVE, "dsn": servidor.dsn} | como)


def pool_de(servidor: OracleWire, **como: Any) -> oracledb.AsyncConnectionPool:
    return oracledb.create_pool_async(user=USUARIO, password=CLAVE, dsn=servidor.dsn, **como)


async def eco_de(conexion: oracledb.AsyncConnection, valor: str = "hola") -> object:
    cursor = conexion.cursor()
    salida = cursor.var(str)
    await cursor.callproc("pkg.echo", [valor, salida])
    return salida.getvalue()


def codigo(error: pytest.ExceptionInfo[oracledb.Error]) -> str:
    return str(error.value.args[0].full_code)


class EnOtroHilo(EnHilo):
    """For the synchronous driver."""

    def conectar(self, **como: Any) -> oracledb.Connection:
        return oracledb.connect(**{"user": USUARIO, "password": CLAVE, "dsn": self.servidor.dsn} | como)


@pytest.fixture
def en_otro_hilo(perfil: str) -> Iterator[EnOtroHilo]:
    with EnOtroHilo(OracleWire(Eco(), profile=perfil)) as hilo:
        yield hilo
