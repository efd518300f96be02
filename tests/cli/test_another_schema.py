"""The portal as a process on a database whose schema is not this one's, and several that would bring it to this one."""

import json
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from portal import clock
from portal.repo.migrations.steps import steps
from tests.cli.processes import LIMITE_S, Servidor, ambiente, portal, servidor
from tests.oracle_wire.base_sqlite import BaseSqlite
from tests.oracle_wire.hilo import EnHilo
from tests.oracle_wire.listener import CLAVE, SERVICIO, USUARIO, OracleWire
from tests.repo.migrations import oracle_bases

EMBEDDED = Path(__file__).parents[1] / "repo/migrations/bases/1.0.0.sql"
AT_ONCE = 4
PASSWORD = "una clave larga"


@dataclass
class Base:
    """One that 1.0.0 left, as a process of the portal finds it. table: where its version is written, once it is."""

    engine: str
    folder: Path
    path: Path
    table: str
    environment: Mapping[str, str]

    def write(self, statement: str) -> None:
        with closing(sqlite3.connect(self.path, timeout=LIMITE_S)) as base:
            base.execute(statement.format(table=self.table))
            base.commit()

    def portal(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return portal(self.folder, *arguments, **self.environment)


@pytest.fixture(params=["embedded", "oracle"])
def base(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Base]:
    if request.param == "embedded":
        path = tmp_path / "base.sqlite3"
        with closing(sqlite3.connect(path)) as made:
            made.executescript(EMBEDDED.read_text("utf-8"))
        yield Base("embedded", tmp_path, path, "portal_version", {"SQLITE_PATH": str(path)})
        return
    path = oracle_bases.make(tmp_path, "1.0.0")
    with EnHilo(OracleWire(BaseSqlite(path, clock.ahora))) as thread:
        settings = {
            "DB_HOST": thread.servidor.host,
            "DB_PORT": str(thread.servidor.port),
            "DB_USER": USUARIO,
            "DB_PASSWORD": CLAVE,
            "DB_SERVICE": SERVICIO,
            "ORACLE_LECTURA_MS": "10000",
        }
        yield Base("oracle", tmp_path, path, "oracle_version", settings)


def _ask(running: Servidor, path: str, form: Mapping[str, str] | None = None) -> tuple[int, str, str]:
    """Status, content type and body."""
    asked = urllib.request.Request(  # noqa: S310 - loopback
        f"{running.direccion}{path}",
        data=urllib.parse.urlencode(form).encode() if form else None,
        headers={"Origin": running.direccion, "Sec-Fetch-Site": "same-origin"},
    )
    try:
        answer = urllib.request.urlopen(asked, timeout=LIMITE_S)  # noqa: S310 - loopback
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return answer.status, answer.headers["Content-Type"], answer.read().decode()


def _refuses(running: Servidor, code: str, step: str) -> None:
    """Whatever is asked by either door is told why, and that it may be asked again."""
    for path, form in (("/salud/lista", None), ("/token", {"username": "canal-demo", "password": PASSWORD})):
        status, kind, body = _ask(running, path, form)
        assert (status, kind, json.loads(body)["codigo"]) == (503, "application/problem+json", code)
        assert step in json.loads(body)["detail"]
    status, kind, body = _ask(running, "/ingreso", {"usuario": "canal-demo", "clave": PASSWORD})
    assert (status, kind.partition(";")[0]) == (503, "text/html")
    assert step in body
    assert _ask(running, "/salud")[0] == 200


def test_it_serves_nothing_and_says_which_step_is_missing(base: Base) -> None:
    with servidor(base.folder, "serve", **base.environment) as running:
        _refuses(running, "base-antigua", "0001_idempotencia")
        assert running.terminar() == 0
    assert "0001_idempotencia" in running.escrito()
    assert "Traceback" not in running.escrito()


def test_one_that_changes_under_a_portal_is_noticed_and_so_is_that_it_came_back(base: Base) -> None:
    assert base.portal("db", "migrate").returncode == 0
    with servidor(base.folder, "serve", **base.environment) as running:
        assert _ask(running, "/salud/lista")[0] == 200
        base.write("INSERT INTO {table} VALUES (9999, 'futuro', printf('%064d', 0), 0)")
        assert _until(running, 503) == "base-mas-nueva"
        _refuses(running, "base-mas-nueva", "9999_futuro")
        base.write("DELETE FROM {table} WHERE numero = 9999")
        _until(running, 200)
        assert running.terminar() == 0
    assert "Traceback" not in running.escrito()


def _until(running: Servidor, expected: int) -> str:
    """The code that it answers then, if any."""
    limit = time.monotonic() + LIMITE_S
    while True:
        status, _, body = _ask(running, "/salud/lista")
        if status == expected:
            return str(json.loads(body).get("codigo", ""))
        assert time.monotonic() < limit, body
        time.sleep(0.1)


def test_of_several_processes_at_once_one_takes_the_steps(base: Base) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "portal", "db", "migrate"],
            cwd=base.folder,
            env=ambiente(**base.environment),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for _ in range(AT_ONCE)
    ]
    said = [process.communicate(timeout=LIMITE_S) for process in processes]
    assert [process.returncode for process in processes] == [0] * AT_ONCE, said
    taken = [f"{step.label}: hecho" for step in steps(base.engine)]
    whole = "La base es de esta versión."
    assert sorted(out.splitlines() for out, _ in said) == sorted([[*taken, whole], *[[whole]] * (AT_ONCE - 1)])
    assert base.portal("db", "status").stdout == f"La base es de esta versión: tiene los {len(taken)} pasos.\n"
