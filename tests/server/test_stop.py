"""SIGTERM under load: what was read is answered, and whoever comes later is refused before it sends anything."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from portal.cli.serve import CIERRE_S
from portal.server.run import longest_end
from tests.cli.processes import RAIZ, Servidor, servidor
from tests.server.load import LOST, REFUSED, Load, read_answer

LONG = os.environ.get("PRUEBAS_LARGAS", "") not in ("", "0")
LIMIT_S = 30
SALUD = b"GET /salud HTTP/1.1\r\nHost: 127.0.0.1\r\n"

STUCK = """
import uvicorn
from portal.server.run import Server

class Hasty(Server):
    stuck = 0.1

async def app(scope, receive, send):
    while True:
        pass

Hasty(uvicorn.Config(app, port={port}, lifespan="off", timeout_graceful_shutdown=1, log_level="error")).run()
"""


def _tell_to_end(running: Servidor) -> None:
    running.proceso.send_signal(signal.SIGTERM)


def _port(running: Servidor) -> int:
    return int(running.direccion.rpartition(":")[2])


@pytest.mark.parametrize(
    ("command", "some"), [(("demo",), 2), (("serve", "--workers", "2"), 1)], ids=["one-process", "two"]
)
def test_no_request_is_left_without_an_answer(demo: Path, command: tuple[str, ...], some: int) -> None:
    answered, stops = 0, 50 if LONG else some
    for _ in range(stops):
        with servidor(demo, *command) as running:
            load = Load(_port(running))
            load.start()
            time.sleep(0.5)
            _tell_to_end(running)
            load.finish()
            running.proceso.wait(LIMIT_S)
        assert load.lost == []
        assert set(load.seen) == {"200", REFUSED}, load.seen
        assert LOST not in load.seen
        assert load.seen[REFUSED] == load.kept + load.fresh
        answered += load.seen["200"]
    assert answered > stops * 16


def test_what_is_on_its_way_is_answered_and_an_idle_connection_just_ends(demo: Path) -> None:
    with servidor(demo, "demo") as running:
        where = ("127.0.0.1", _port(running))
        half, late, idle = (socket.create_connection(where, LIMIT_S) for _ in range(3))
        with half, late, idle:
            for talk in (late, idle):
                talk.sendall(SALUD + b"\r\n")
                assert read_answer(talk)[0].startswith(b"HTTP/1.1 200 ")
            half.sendall(SALUD)
            time.sleep(0.2)
            _tell_to_end(running)
            time.sleep(0.6)
            with pytest.raises(ConnectionRefusedError):
                socket.create_connection(where, LIMIT_S)
            late.sendall(SALUD + b"\r\n")
            assert b"connection: close" in read_answer(late)[0]
            assert idle.recv(1) == b""
            half.sendall(b"\r\n")
            assert b"connection: close" in read_answer(half)[0]
        running.proceso.wait(LIMIT_S)


def test_a_process_that_is_stuck_ends_too() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-c", STUCK.format(port=port)], cwd=RAIZ)  # noqa: S603 - our own module
    try:
        for _ in range(200):
            try:
                talk = socket.create_connection(("127.0.0.1", port), LIMIT_S)
                break
            except OSError:
                time.sleep(0.1)
        with talk:
            talk.sendall(SALUD + b"\r\n")
            time.sleep(0.3)
            process.terminate()
            assert process.wait(LIMIT_S) == 1
    finally:
        process.kill()


def test_the_container_is_given_the_time_that_the_portal_takes() -> None:
    given = re.search(r"stop_grace_period: (\d+)s", (RAIZ / "compose.yaml").read_text("utf-8"))
    assert given
    assert int(given[1]) > longest_end(CIERRE_S) > CIERRE_S
