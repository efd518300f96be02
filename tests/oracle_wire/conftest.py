"""The stand-in and the real driver, in one event loop or (synchronous driver) in two threads."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from typing import Any, TypeAlias

import oracledb
import pytest

from tests.oracle_wire.eco import Eco
from tests.oracle_wire.listener import CLAVE, USUARIO, OracleWire
from tests.oracle_wire.profiles import PROFILES

LIMITE_S = 30
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


class EnOtroHilo:
    """The server in a thread of its own, for the synchronous driver."""

    def __init__(self, perfil: str) -> None:
        self.servidor = OracleWire(Eco(), profile=perfil)
        self._bucle = asyncio.new_event_loop()
        self._hilo = threading.Thread(target=self._bucle.run_forever, daemon=True)
        self._hilo.start()
        self.en_el_bucle(self.servidor.start())

    def en_el_bucle(self, tarea: Any) -> None:
        asyncio.run_coroutine_threadsafe(tarea, self._bucle).result(LIMITE_S)

    def conectar(self, **como: Any) -> oracledb.Connection:
        return oracledb.connect(**{"user": USUARIO, "password": CLAVE, "dsn": self.servidor.dsn} | como)

    def cerrar(self) -> None:
        self.en_el_bucle(self.servidor.stop())
        self._bucle.call_soon_threadsafe(self._bucle.stop)
        self._hilo.join(LIMITE_S)
        self._bucle.close()


@pytest.fixture
def en_otro_hilo(perfil: str) -> Iterator[EnOtroHilo]:
    hilo = EnOtroHilo(perfil)
    yield hilo
    hilo.cerrar()
