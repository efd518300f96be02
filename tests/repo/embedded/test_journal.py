import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from portal.repo.embedded.link.connections import abrir
from portal.repo.embedded.link.journal import write_ahead


@pytest.fixture
def escribiendo(tmp_path: Path) -> sqlite3.Connection:
    """A connection in the middle of a write, to a file that still has the rollback journal."""
    conexion = sqlite3.connect(tmp_path / "base.sqlite3", isolation_level=None, check_same_thread=False)
    conexion.execute("CREATE TABLE algo (x)")
    conexion.execute("BEGIN IMMEDIATE")
    conexion.execute("INSERT INTO algo VALUES (1)")
    return conexion


def _modo(conexion: sqlite3.Connection) -> str:
    return str(conexion.execute("PRAGMA journal_mode").fetchone()[0])


def test_whoever_comes_while_another_writes_waits_for_it(escribiendo: sqlite3.Connection, tmp_path: Path) -> None:
    fin = threading.Timer(0.2, escribiendo.execute, ["COMMIT"])
    fin.start()
    with closing(sqlite3.connect(tmp_path / "base.sqlite3", timeout=30)) as otra:
        write_ahead(otra, 30)
        assert _modo(otra) == "wal"
    fin.join()
    escribiendo.close()


def test_a_portal_s_connection_waits_too(escribiendo: sqlite3.Connection, tmp_path: Path) -> None:
    fin = threading.Timer(0.2, escribiendo.execute, ["COMMIT"])
    fin.start()
    with closing(abrir(tmp_path / "base.sqlite3")) as otra:
        assert _modo(otra) == "wal"
    fin.join()
    escribiendo.close()


def test_one_that_never_ends_is_not_waited_for_for_ever(escribiendo: sqlite3.Connection, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "base.sqlite3")) as otra, pytest.raises(sqlite3.OperationalError) as error:
        write_ahead(otra, 0.1)
    assert error.value.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
    escribiendo.close()
