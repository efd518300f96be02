"""Leaving SQLite's rollback journal for its write-ahead log, beside whoever else has the file open."""

import sqlite3
import time

PAUSE_S = 0.02


def write_ahead(connection: sqlite3.Connection, within_s: float) -> None:
    """Waits for its turn: `busy_timeout` does not hold for this change, which SQLite refuses at once where another
    connection is writing, since its own already reads (sqlite.org/c3ref/busy_handler.html, on deadlocks). Raises
    sqlite3.OperationalError after `within_s` seconds."""
    until = time.monotonic() + within_s
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() >= until:
                raise
        else:
            return
        time.sleep(PAUSE_S)
