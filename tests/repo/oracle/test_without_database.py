"""Nobody answers at the database's address, in each of the ways that a network has for it."""

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TypeAlias

import pytest
from litestar.testing import TestClient

from portal.app import create_app
from portal.errors import NoDisponible
from portal.repo.oracle.repo import OracleRepo
from tests import datos
from tests.oracle_wire.ajustes import ajustes
from tests.repo.oracle.conftest import leer

Puerto: TypeAlias = Callable[[], int]


@pytest.fixture
def pila() -> Iterator[ExitStack]:
    with ExitStack() as pila:
        yield pila


def _puerto(pila: ExitStack, *, cola: int) -> socket.socket:
    servidor = pila.enter_context(socket.socket())
    servidor.bind(("127.0.0.1", 0))
    servidor.listen(cola)
    return servidor


def cerrado(_: ExitStack) -> int:
    with socket.socket() as servidor:
        servidor.bind(("127.0.0.1", 0))
        return int(servidor.getsockname()[1])


def mudo(pila: ExitStack) -> int:
    """Accepts, and never says a word."""
    return int(_puerto(pila, cola=50).getsockname()[1])


def sin_syn(pila: ExitStack) -> int:
    """A full queue: the kernel drops every further SYN."""
    servidor = _puerto(pila, cola=0)
    for _ in range(20):
        relleno = pila.enter_context(socket.socket())
        relleno.setblocking(False)
        relleno.connect_ex(servidor.getsockname())
    return int(servidor.getsockname()[1])


def cortante(pila: ExitStack) -> int:
    """Accepts, and resets at once."""
    servidor = _puerto(pila, cola=50)

    def cortar() -> None:
        while True:
            try:
                conexion, _ = servidor.accept()
            except OSError:
                return
            conexion.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            conexion.close()

    hilo = threading.Thread(target=cortar, daemon=True)
    hilo.start()
    pila.callback(hilo.join, 5)
    pila.callback(servidor.shutdown, socket.SHUT_RDWR)
    return int(servidor.getsockname()[1])


@pytest.mark.parametrize("abrir", [cerrado, mudo, sin_syn, cortante])
def test_every_request_is_answered_and_nothing_stays_behind(abrir: Callable[[ExitStack], int], pila: ExitStack) -> None:
    async def pedir() -> None:
        repo = OracleRepo(ajustes(abrir(pila)))

        async def uno() -> str:
            with pytest.raises(NoDisponible) as error:
                async with asyncio.timeout(10):
                    await leer(repo)
            assert "DPY" not in str(error.value)
            return error.value.codigo

        assert set(await asyncio.gather(*(uno() for _ in range(40)))) == {"base-no-disponible"}
        # The attempt that is under way ends by its own deadline: closing does not hang as the driver's pool does.
        async with asyncio.timeout(20):
            await repo.cerrar()

    asyncio.run(pedir())


@pytest.mark.parametrize(
    ("abrir", "causa"),
    [
        (cerrado, "Nadie atiende en DB_HOST y DB_PORT"),
        (mudo, "DB_HOST no contesta"),
        (sin_syn, "DB_HOST no contesta"),
        (cortante, "cortó la conexión"),
    ],
)
def test_the_check_says_why_in_one_sentence(abrir: Callable[[ExitStack], int], causa: str, pila: ExitStack) -> None:
    async def revisar() -> str:
        repo = OracleRepo(ajustes(abrir(pila)))
        with pytest.raises(NoDisponible) as error:
            await repo.verificar()
        await repo.cerrar()
        return error.value.mensaje

    assert causa in asyncio.run(revisar())


def test_the_portal_starts_with_its_database_down(pila: ExitStack) -> None:
    app = create_app(ajustes(cerrado(pila)), datos.RelojDePrueba(), barrido=False)
    with TestClient(app, raise_server_exceptions=False) as cliente:
        respuesta = cliente.post("/token", data={"username": "alguien", "password": datos.CLAVE})
    assert respuesta.status_code == 503
    assert int(respuesta.headers["retry-after"]) > 0
    assert respuesta.json()["codigo"] == "base-no-disponible"
    for interno in ("ORA-", "DPY-", "127.0.0.1", "DB_HOST"):
        assert interno not in respuesta.text
