"""The embedded engine without threads: the same repository, statements and file, so that a seed decides every order."""

import sqlite3
from collections.abc import Callable, Generator, Iterable
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Any

from portal.clock import Clock
from portal.repo.embedded.connections import Conexiones
from portal.repo.embedded.functions import FUNCIONES
from portal.repo.embedded.repo import EmbeddedRepo


class _Hecho:
    """What aiosqlite gives for a statement: to be awaited, or entered."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self._cursor = cursor

    def __await__(self) -> Generator[None, None, sqlite3.Cursor]:
        return self._cursor
        yield

    async def __aenter__(self) -> sqlite3.Cursor:
        return self._cursor

    async def __aexit__(
        self, _tipo: type[BaseException] | None, _error: BaseException | None, _traza: TracebackType | None
    ) -> None:
        self._cursor.close()


class ConexionEnLinea:
    """aiosqlite's connection as the engine uses it, on the caller's own thread; `al_confirmar` is told of each commit
    that changed something."""

    def __init__(self, ruta: str, al_confirmar: Callable[[], None]) -> None:
        self._base = sqlite3.connect(ruta, isolation_level=None, timeout=0, cached_statements=256)
        self._base.row_factory = sqlite3.Row
        self._base.execute("PRAGMA synchronous = OFF")  # nobody pulls the plug here: that is another proof's
        self._base.execute("PRAGMA foreign_keys = ON")
        for nombre, argumentos, funcion in FUNCIONES:
            self._base.create_function(nombre, argumentos, funcion, deterministic=True)
        self._al_confirmar = al_confirmar

    @property
    def in_transaction(self) -> bool:
        return self._base.in_transaction

    def execute(self, sql: str, valores: Any = ()) -> _Hecho:
        return _Hecho(self._base.execute(sql, valores))

    def executemany(self, sql: str, filas: Iterable[Any]) -> _Hecho:
        return _Hecho(self._base.executemany(sql, filas))

    async def execute_fetchall(self, sql: str, valores: Any = ()) -> list[sqlite3.Row]:
        return self._base.execute(sql, valores).fetchall()

    async def execute_insert(self, sql: str, valores: Any = ()) -> tuple[int | None]:
        return (self._base.execute(sql, valores).lastrowid,)

    async def executescript(self, textos: str) -> None:
        for texto in textos.split(";"):
            if "busy_timeout" not in texto:
                self._base.execute(texto)

    async def commit(self) -> None:
        self._base.execute("COMMIT")
        self._al_confirmar()

    async def rollback(self) -> None:
        self._base.execute("ROLLBACK")

    async def close(self) -> None:
        self._base.close()

    @property
    def _conn(self) -> sqlite3.Connection:
        return self._base

    async def _execute(self, funcion: Callable[..., Any], *argumentos: Any) -> Any:
        return funcion(*argumentos)


class ConexionesEnLinea(Conexiones):
    """Conexiones whose connections are those."""

    def __init__(self, ruta: Path, al_confirmar: Callable[[], None]) -> None:
        super().__init__(ruta)
        self._al_confirmar = al_confirmar

    async def _abrir(self) -> Any:
        return ConexionEnLinea(str(self._ruta), self._al_confirmar)


class RepoEnLinea(EmbeddedRepo):
    """RepoEmbebido on those connections, where nobody waits."""

    espera_s = 0

    def __init__(self, ruta: Path, clock: Clock, tasa: Decimal, al_confirmar: Callable[[], None]) -> None:
        super().__init__(ruta, clock, tasa)
        self._conexiones = ConexionesEnLinea(ruta, al_confirmar)
