"""Connections that drip, over sockets to a real server in this process."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import pytest
import uvicorn

from portal.cli.silent_connections import ConPlazo

LIMITE_S = 30
PEDIDO = b"GET / HTTP/1.1\r\nHost: prueba\r\n\r\n"
Conversacion = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[bytes]]


class Apurado(ConPlazo):
    """The same, with a term that a test can wait for."""

    plazo = 0.2


async def _lenta(_: Any, receive: Any, send: Any) -> None:
    """An application that takes longer than the term to answer, body included."""
    while (await receive()).get("more_body"):
        pass
    await asyncio.sleep(0.6)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


async def _hablar(conversar: Conversacion) -> bytes:
    ajustes = uvicorn.Config(_lenta, http=Apurado, port=0, lifespan="off", log_level="error", timeout_keep_alive=15)
    ajustes.load()
    servidor = uvicorn.Server(ajustes)
    servidor.lifespan = ajustes.lifespan_class(ajustes)
    await servidor.startup()
    try:
        puerto = servidor.servers[0].sockets[0].getsockname()[1]
        lector, escritor = await asyncio.open_connection("127.0.0.1", puerto)
        async with asyncio.timeout(LIMITE_S):
            dicho = await conversar(lector, escritor)
        escritor.close()
        return dicho
    finally:
        servidor.should_exit = True
        await servidor.shutdown()


def _gotear(antes: bytes, gota: bytes) -> Conversacion:
    async def conversar(lector: asyncio.StreamReader, escritor: asyncio.StreamWriter) -> bytes:
        """Drips until the server closes; what it said until then."""

        async def seguir() -> None:
            while True:
                escritor.write(gota)
                await escritor.drain()
                await asyncio.sleep(0.05)

        escritor.write(antes)
        goteo = asyncio.create_task(seguir())
        try:
            return await lector.read()
        finally:
            goteo.cancel()
            await asyncio.gather(goteo, return_exceptions=True)

    return conversar


@pytest.mark.parametrize(
    ("antes", "gota"),
    [
        (b"", b""),
        (b"", b"G"),
        (b"", b"\r\n"),
        (b"GET / HTTP/1.1\r\nHost: prueba\r\n", b"X-Mas: 1\r\n"),
        (b"GET / HTTP/1.1\r\nHost: prueba\r\nX: ", b"a"),
    ],
)
def test_headers_that_drip_are_closed_without_an_answer(antes: bytes, gota: bytes) -> None:
    with suppress(ConnectionError):  # closed while a drop was on its way
        assert b" 200 " not in asyncio.run(_hablar(_gotear(antes, gota)))


def test_after_an_answer_the_next_request_has_its_term_too() -> None:
    with suppress(ConnectionError):
        dicho = asyncio.run(_hablar(_gotear(PEDIDO + b"GET / HTTP/1.1\r\n", b"X-Mas: 1\r\n")))
        assert dicho.count(b" 200 ") == 1


def test_a_slow_answer_and_a_slow_body_are_not_cut() -> None:
    async def conversar(lector: asyncio.StreamReader, escritor: asyncio.StreamWriter) -> bytes:
        escritor.write(b"POST / HTTP/1.1\r\nHost: prueba\r\nContent-Length: 5\r\nConnection: close\r\n\r\n")
        for gota in (b"1", b"2", b"3", b"4", b"5"):
            await escritor.drain()
            await asyncio.sleep(0.1)
            escritor.write(gota)
        return await lector.read()

    assert asyncio.run(_hablar(conversar)).endswith(b"ok")
