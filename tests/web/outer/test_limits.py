"""The outermost layer, in the process and over a socket to a real server."""

import asyncio
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar import Litestar, Request, Response, post
from litestar.enums import ScopeType
from litestar.testing import TestClient
from litestar.types import HTTPReceiveMessage, Message, Send

from portal.web.outer.body import Bodies
from portal.web.outer.limits import Limites
from portal.web.outer.places import Places
from portal.web.responder import responder
from tests.conftest import PAGINA
from tests.controllers.api.channel import PROBLEMA
from tests.pages import pagina

ESPERA_S = 30


@pytest.mark.parametrize(
    ("ruta", "cabeceras", "estado"),
    [
        ("/ayuda?x=" + "a" * 4096, {}, 414),
        ("/" + "a/" * 2100, {}, 414),
        ("/ayuda", {"x-largo": "a" * 8200}, 431),
        ("/ayuda", {f"x-{n}": "a" for n in range(101)}, 431),
        ("/ayuda", {f"x-{n}": "a" * 4000 for n in range(9)}, 431),
        ("/ayuda%00", {}, 400),
        ("/%FF", {}, 400),
        ("/%0d%0aX-Mal:1", {}, 400),
        ("/" + "a" * 256, {}, 404),
    ],
)
def test_both_doors_refuse_what_is_too_much(
    anonimo: TestClient[Litestar], ruta: str, cabeceras: dict[str, str], estado: int
) -> None:
    respuesta = anonimo.get(ruta, headers=cabeceras)
    assert (respuesta.status_code, respuesta.headers["content-type"]) == (estado, PROBLEMA)
    assert "aaaa" not in respuesta.text
    assert respuesta.headers["x-content-type-options"] == "nosniff"
    pagina(anonimo.get(ruta, headers=PAGINA | cabeceras), estado)


def _pedido(metodo: str) -> dict[str, object]:
    return {
        "type": ScopeType.HTTP,
        "http_version": "1.1",
        "method": metodo,
        "path": "/",
        "raw_path": b"/",
        "query_string": b"",
        "headers": [(b"host", b"prueba")],
    }


async def _goteo(partes: list[HTTPReceiveMessage], plazo: float, pausa: float = 0) -> list[Message]:
    """What is sent to a client whose body stops coming after those parts; the last of them comes after `pausa`."""

    @post("/", opt={"puerta": "api"})
    async def leer(request: Request[None, None, None]) -> Response[str]:  # type: ignore[type-var]
        return Response((await request.body()).decode())

    app = Litestar([leer], exception_handlers={Exception: responder}, openapi_config=None)
    app.asgi_handler = Limites(app.asgi_handler, responder, cuerpos=Bodies(plazo, {"/": 4 * 1024 * 1024}))
    enviados: list[Message] = []

    async def recibir() -> HTTPReceiveMessage:
        if partes:
            await asyncio.sleep(0 if partes[1:] else pausa)
            return partes.pop(0)
        await asyncio.Event().wait()
        raise AssertionError

    async def enviar(mensaje: Message) -> None:
        enviados.append(mensaje)

    await app(_pedido("POST"), recibir, enviar)  # type: ignore[arg-type]
    return enviados


def _trozo(cuerpo: bytes, *, sigue: bool) -> HTTPReceiveMessage:
    return {"type": "http.request", "body": cuerpo, "more_body": sigue}


def test_a_body_that_stops_coming_is_given_up() -> None:
    enviados = asyncio.run(_goteo([_trozo(b"a", sigue=True)], 0.05))
    assert enviados[0]["status"] == 408  # type: ignore[typeddict-item]
    assert (b"connection", b"close") in enviados[0]["headers"]  # type: ignore[typeddict-item]


def test_a_body_that_came_has_no_term() -> None:
    enviados = asyncio.run(_goteo([_trozo(b"a", sigue=True), _trozo(b"b", sigue=False)], 5))
    assert (enviados[0]["status"], enviados[1]["body"]) == (201, b"ab")  # type: ignore[typeddict-item]


def test_a_large_body_that_keeps_coming_has_longer() -> None:
    largo = b"x" * (2 * 1024 * 1024)
    enviados = asyncio.run(_goteo([_trozo(largo, sigue=True), _trozo(b"b", sigue=False)], 2, 2.5))
    assert enviados[0]["status"] == 201  # type: ignore[typeddict-item]
    lento = asyncio.run(_goteo([_trozo(b"x", sigue=True), _trozo(b"b", sigue=False)], 0.2, 2.5))
    assert lento[0]["status"] == 408  # type: ignore[typeddict-item]


async def _con_dos_lugares() -> list[int]:
    """How three more are answered while two are inside, then those two, and then another."""
    dentro: asyncio.Queue[None] = asyncio.Queue()
    vamos = asyncio.Event()

    async def lenta(_: object, __: object, send: Send) -> None:
        dentro.put_nowait(None)
        await vamos.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})

    limites = Limites(lenta, responder, lugares=Places(total=2, patience=0.01))  # type: ignore[arg-type]

    async def pedir() -> Message:
        enviados: list[Message] = []

        async def enviar(mensaje: Message) -> None:
            enviados.append(mensaje)

        async def recibir() -> HTTPReceiveMessage:
            return _trozo(b"", sigue=False)

        await limites(_pedido("GET"), recibir, enviar)  # type: ignore[arg-type]
        return enviados[0]

    primeras = [asyncio.create_task(pedir()) for _ in range(2)]
    for _ in primeras:
        await dentro.get()
    de_mas = [await pedir() for _ in range(3)]
    assert all((b"retry-after", b"2") in mensaje["headers"] for mensaje in de_mas)  # type: ignore[typeddict-item]
    vamos.set()
    todas = [*de_mas, *await asyncio.gather(*primeras), await pedir()]
    return [mensaje["status"] for mensaje in todas]  # type: ignore[typeddict-item]


def test_beyond_its_places_it_says_later() -> None:
    assert asyncio.run(_con_dos_lugares()) == [503, 503, 503, 200, 200, 200]


@pytest.fixture(scope="module")
def puerto(plantilla: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    ruta = tmp_path_factory.mktemp("crudo") / "casa.sqlite3"
    shutil.copyfile(plantilla, ruta)
    with socket.socket() as enchufe:
        enchufe.bind(("127.0.0.1", 0))
        numero = int(enchufe.getsockname()[1])
    proceso = subprocess.Popen([sys.executable, "-m", "tests.e2e.server", str(ruta), str(numero)])  # noqa: S603 - our own module
    limite = time.monotonic() + ESPERA_S
    try:
        while True:
            try:
                socket.create_connection(("127.0.0.1", numero), 1).close()
                break
            except OSError:
                assert proceso.poll() is None, "the server ended by itself"
                assert time.monotonic() < limite, "the server did not start"
                time.sleep(0.1)
        yield numero
    finally:
        proceso.terminate()
        proceso.wait(ESPERA_S)


def _decir(puerto: int, crudo: bytes) -> bytes:
    """Everything that the server answers until it closes; each request asks it to."""
    with socket.create_connection(("127.0.0.1", puerto), ESPERA_S) as enchufe:
        enchufe.sendall(crudo)
        partes = []
        while parte := enchufe.recv(65_536):
            partes.append(parte)
    return b"".join(partes)


def _pedir(puerto: int, *renglones: str, cuerpo: bytes = b"") -> bytes:
    return _decir(puerto, "\r\n".join([*renglones, "Connection: close", "", ""]).encode("latin-1") + cuerpo)


HOST = "Host: 127.0.0.1"


@pytest.mark.parametrize(
    ("renglones", "estado"),
    [
        (["GET /ayuda HTTP/1.1", HOST], 200),
        (["GET /ayuda HTTP/1.1"], 400),
        (["GET /ayuda HTTP/1.1", HOST, "Host: otro"], 400),
        (["GET /cuenta HTTP/1.1", "Host: 127.0.0.1:99999"], 400),
        (["GET /pagos HTTP/1.1", HOST, "Authorization: Bearer a", "Authorization: Bearer b"], 400),
        (["GET /ayuda%00 HTTP/1.1", HOST], 400),
        (["GET /%ff HTTP/1.1", HOST], 400),
        (["GET /ayuda?" + "a" * 5000 + " HTTP/1.1", HOST], 414),
        (["GET /ayuda HTTP/1.1", HOST, "X: " + "a" * 9000], 431),
        (["GET /ayuda HTTP/1.1", HOST, *[f"X-{n}: a" for n in range(120)]], 431),
        (["TRACE /ayuda HTTP/1.1", HOST], 405),
        (["HEAD /pagos HTTP/1.1", HOST], 401),
        (["POST /token HTTP/1.1", HOST, "Content-Length: 1", "Transfer-Encoding: chunked"], 400),
        (["POST /token HTTP/1.1", HOST, "Content-Length: 1", "Content-Length: 2"], 400),
        (["POST /token HTTP/1.1", HOST, "Content-Length: -1"], 400),
        (["GET /ayuda HTTP/1.1", HOST, "Mal encabezado"], 400),
        (["GET /ay uda HTTP/1.1", HOST], 400),
        (["BASURA"], 400),
        (["GET http://ajeno.example/ayuda HTTP/1.1", HOST], 421),
    ],
)
def test_one_request_over_a_socket_gets_one_answer(puerto: int, renglones: list[str], estado: int) -> None:
    respuesta = _pedir(puerto, *renglones)
    assert respuesta.startswith(f"HTTP/1.1 {estado} ".encode()), respuesta[:200]
    assert respuesta.count(b"HTTP/1.1 ") == 1
    assert b"ajeno" not in respuesta
    assert b"Traceback" not in respuesta


def test_a_chunked_body_over_the_limit_is_cut(puerto: int) -> None:
    trozo = b"8000\r\n" + b"a" * 0x8000 + b"\r\n"
    respuesta = _pedir(
        puerto,
        "POST /token HTTP/1.1",
        HOST,
        "Content-Type: application/x-www-form-urlencoded",
        "Transfer-Encoding: chunked",
        cuerpo=trozo * 3 + b"0\r\n\r\n",
    )
    assert respuesta.startswith(b"HTTP/1.1 413 ")
