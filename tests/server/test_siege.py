"""A few sockets against everybody, on the portal as README starts it: ordinary customers never see it."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.processes import servidor
from tests.server.attacks import ATTACKS, Attack, attacked
from tests.server.customers import requests_of
from tests.server.load import Load

SECONDS = 15.0 if os.environ.get("PRUEBAS_LARGAS", "") not in ("", "0") else 1.5
SALUD = tuple(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode() for path in ("/salud", "/salud/lista"))


@pytest.fixture(scope="module")
def port(demo_hecha: Path) -> Iterator[int]:
    with servidor(demo_hecha.parent, "demo") as running:
        yield int(running.direccion.rpartition(":")[2])
        assert "Traceback" not in running.escrito()


@pytest.mark.parametrize("source", ["127.0.0.1", "127.0.0.2"], ids=["same-address", "another-address"])
@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name.replace(" ", "-"))
def test_no_customer_is_told_to_come_later(port: int, attack: Attack, source: str) -> None:
    customers = Load(port, requests_of(port) + SALUD, kept=4, fresh=4)
    with attacked(attack, port, source):
        customers.start()
        time.sleep(SECONDS)
        customers.finish(at_once=True)
    assert customers.lost == []
    assert set(customers.seen) == {"200"}, customers.seen
