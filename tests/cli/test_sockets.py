"""What real clients and load balancers say to `portal serve`, byte by byte, and what it answers."""

import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.texts.statuses import SENTENCES
from tests.cli.processes import Servidor, servidor

LIMITE_S = 30
FORMULARIO = b"username=canal-demo&password=demostracion"
# As Java's HttpClient offers HTTP/2 to whoever speaks http.
AJUSTES = b"HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA\r\n"
OFERTA = b"Connection: Upgrade, HTTP2-Settings\r\n" + AJUSTES + b"Upgrade: h2c\r\n"
PEDIDO = (
    b"POST /token HTTP/1.1\r\n"
    + OFERTA
    + b"Content-Length: %d\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n"
    % len(FORMULARIO)
    + FORMULARIO
)
SALUD = b"GET /salud HTTP/1.1\r\nHost: 127.0.0.1\r\n"
CERRAR = b"Connection: close\r\n\r\n"


@pytest.fixture(scope="module")
def portal(demo_hecha: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servidor]:
    carpeta = tmp_path_factory.mktemp("enchufe")
    shutil.copyfile(demo_hecha, carpeta / demo_hecha.name)
    with servidor(carpeta, "serve") as corriendo:
        yield corriendo


def _decir(portal: Servidor, *partes: bytes) -> bytes:
    """All that is answered until the server closes; the last request asks it to."""
    puerto = int(portal.direccion.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", puerto), LIMITE_S) as enchufe:
        enchufe.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for parte in partes:
            enchufe.sendall(parte)
        dicho = b""
        while trozo := enchufe.recv(65_536):
            dicho += trozo
    return dicho


def _estados(dicho: bytes) -> list[int]:
    return [int(estado) for estado in re.findall(rb"HTTP/1\.1 (\d{3}) ", dicho)]


def test_an_offer_of_http2_is_ignored_and_the_body_is_read(portal: Servidor) -> None:
    dicho = _decir(portal, PEDIDO, SALUD + CERRAR)
    assert _estados(dicho) == [200, 200]
    assert b'"access_token"' in dicho


def test_an_offer_may_come_in_any_pieces_and_beside_others(portal: Servidor) -> None:
    assert _estados(_decir(portal, *(PEDIDO[n : n + 1] for n in range(len(PEDIDO))), SALUD + CERRAR)) == [200, 200]
    trozos = PEDIDO.replace(b"Content-Length: %d" % len(FORMULARIO), b"Transfer-Encoding: chunked").replace(
        FORMULARIO, b"%x\r\n%s\r\n0\r\n\r\n" % (len(FORMULARIO), FORMULARIO)
    )
    vacia = SALUD + OFERTA + b"\r\n"
    assert _estados(_decir(portal, vacia + trozos + vacia + PEDIDO + SALUD + CERRAR)) == [200] * 5


@pytest.mark.parametrize("oferta", [b"websocket", b"TLS/1.0", b"h2c, websocket", b"h2c\r\nUpgrade: otro"])
def test_no_other_protocol_is_spoken(portal: Servidor, oferta: bytes) -> None:
    pedido = SALUD + b"Upgrade: " + oferta + b"\r\nConnection: upgrade, close\r\nSec-WebSocket-Key: x\r\n\r\n"
    dicho = _decir(portal, pedido)
    assert _estados(dicho) == [200]
    assert b"101" not in dicho.partition(b"\r\n")[0]


def test_what_follows_an_offer_is_read_by_the_same_rules(portal: Servidor) -> None:
    dos_largos = PEDIDO.replace(b"Host:", b"Content-Length: 3\r\nHost:")
    dicho = _decir(portal, dos_largos)
    assert _estados(dicho) == [400]
    assert b'"detail":"No es un pedido de HTTP/1.1."' in dicho
    assert _estados(_decir(portal, b"CONNECT 127.0.0.1:80 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nmas bytes")) == [400]
    assert _estados(_decir(portal, b"CONNECT / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nmas bytes")) == [405]


@pytest.mark.parametrize("ruta", [b"/salud", b"/salud/lista"])
def test_a_load_balancer_asks_without_a_host(portal: Servidor, ruta: bytes) -> None:
    assert _estados(_decir(portal, b"GET " + ruta + b" HTTP/1.0\r\n\r\n")) == [200]
    assert _estados(_decir(portal, b"HEAD " + ruta + b" HTTP/1.0\r\n\r\n")) == [200]
    assert _estados(_decir(portal, b"GET " + ruta + b" HTTP/1.1\r\n" + CERRAR)) == [400]


def test_pages_answer_an_old_client_too(portal: Servidor) -> None:
    assert _estados(_decir(portal, b"GET /ayuda HTTP/1.0\r\n\r\n")) == [200]
    assert _estados(_decir(portal, b"GET /ayuda HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n")) == [400]


@pytest.mark.parametrize("version", [b"2.0", b"0.9"])
def test_another_version_is_refused_by_its_name(portal: Servidor, version: bytes) -> None:
    dicho = _decir(portal, b"GET /salud HTTP/" + version + b"\r\nHost: 127.0.0.1\r\n\r\n")
    assert _estados(dicho) == [505]
    assert SENTENCES[505].encode() in dicho
    assert b"connection: close" in dicho


def test_the_preface_of_http2_is_no_request(portal: Servidor) -> None:
    assert _estados(_decir(portal, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")) in ([400], [505])


@pytest.mark.parametrize(
    ("destino", "host", "estado"),
    [
        ("http://127.0.0.1:{puerto}/salud", "127.0.0.1:{puerto}", 200),
        ("HTTP://127.0.0.1:{puerto}/salud?x=1", "127.0.0.1:{puerto}", 200),
        ("http://localhost:{puerto}/salud", "localhost:{puerto}", 200),
        ("http://127.0.0.1/salud", "127.0.0.1:80", 200),
        ("http://127.0.0.1", "127.0.0.1", 303),
        ("http://ajeno.example/salud", "127.0.0.1", 421),
        ("http://ajeno.example/salud", "ajeno.example", 421),
        ("http://127.0.0.1/salud", "ajeno.example", 421),
        ("http://127.0.0.1:1/salud", "127.0.0.1:2", 421),
        ("http://127.0.0.1@ajeno.example/salud", "127.0.0.1", 421),
        ("http://yo@127.0.0.1/salud", "127.0.0.1", 421),
        ("ftp://127.0.0.1/salud", "127.0.0.1", 421),
        ("http://[::1/salud", "127.0.0.1", 400),
        ("http:///salud", "127.0.0.1", 400),
    ],
)
def test_a_whole_address_must_be_ours(portal: Servidor, destino: str, host: str, estado: int) -> None:
    puerto = portal.direccion.rpartition(":")[2]
    linea, de = destino.format(puerto=puerto), host.format(puerto=puerto)
    dicho = _decir(portal, f"GET {linea} HTTP/1.1\r\nHost: {de}\r\nAccept: text/html\r\n".encode() + CERRAR)
    assert _estados(dicho) == [estado]
    assert b"ajeno" not in dicho
    if estado == 421:
        assert SENTENCES[421].encode() in dicho


def test_the_server_as_a_whole_tells_its_methods(portal: Servidor) -> None:
    dicho = _decir(portal, b"OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1\r\n" + CERRAR)
    assert _estados(dicho) == [204]
    assert b"allow: GET, HEAD, OPTIONS, POST" in dicho


def test_bodies_that_a_client_cuts_are_no_error(demo: Path) -> None:
    cabeza = b"POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n%s\r\n\r\n"
    with servidor(demo, "serve") as corriendo:
        puerto = int(corriendo.direccion.rpartition(":")[2])
        for n in range(100):
            largo = b"Transfer-Encoding: chunked" if n % 3 == 0 else b"Content-Length: 100"
            trozo = b"a\r\nusername=c\r\n" if n % 3 == 0 else b"username=c"
            with socket.create_connection(("127.0.0.1", puerto), LIMITE_S) as enchufe:
                enchufe.sendall(cabeza % ((b"/token", b"/ingreso")[n % 2], largo) + trozo)
                if n % 5 == 0:  # a reset, and not an ordinary end
                    enchufe.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        assert _estados(_decir(corriendo, SALUD + CERRAR)) == [200]
        assert corriendo.terminar() == 0
    escrito = corriendo.escrito()
    assert "Traceback" not in escrito
    assert "[error" not in escrito
    assert "no previsto" not in escrito
    assert 80 <= escrito.count("estado=499") <= 100  # a reset may take along what was not read yet


JAVA = """
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

public class Cliente {
    public static void main(String[] args) throws Exception {
        var client = HttpClient.newHttpClient();
        var token = HttpRequest.newBuilder(URI.create(args[0] + "/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("username=canal-demo&password=demostracion")).build();
        var first = client.send(token, BodyHandlers.ofString());
        System.out.println(first.statusCode() + " " + first.version() + " " + first.body().contains("access_token"));
        var health = HttpRequest.newBuilder(URI.create(args[0] + "/salud")).build();
        var second = client.send(health, BodyHandlers.ofString());
        System.out.println(second.statusCode() + " " + second.version());
    }
}
"""


@pytest.mark.skipif(not shutil.which("java"), reason="sin Java: falta openjdk 17 o más nuevo")
def test_java_s_own_client_gets_a_token(portal: Servidor, tmp_path: Path) -> None:
    programa = tmp_path / "Cliente.java"
    programa.write_text(JAVA, "utf-8")
    java = shutil.which("java") or ""
    hecho = subprocess.run(  # noqa: S603 - the JDK of this machine
        [java, str(programa), portal.direccion], capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    assert hecho.stdout.splitlines() == ["200 HTTP_1_1 true", "200 HTTP_1_1"], hecho.stderr
