"""Sql over one SQLite connection."""

import sqlite3
from collections.abc import Sequence

from portal.repo.embedded.link.failures import traducir
from portal.repo.protocol import EarlyRead, Fila, Valor


class SqlSqlite:
    """Sql over one connection, in the thread that asks: nothing here has to be waited for. `insertar` is SQLite's own
    way to learn a new row's number."""

    def __init__(self, conexion: sqlite3.Connection) -> None:
        self._conexion = conexion

    async def una(self, sql: str, **valores: Valor) -> Fila | None:
        filas = await self.todas(sql, **valores)
        return filas[0] if filas else None

    async def todas(self, sql: str, **valores: Valor) -> list[Fila]:
        with traducir():
            cursor = self._conexion.execute(sql, valores)
            filas = cursor.fetchall()
        nombres = [columna[0].lower() for columna in cursor.description or ()]
        return [dict(zip(nombres, fila, strict=True)) for fila in filas]

    async def primeras(self, sql: str, cuantas: int, **valores: Valor) -> list[Fila]:
        return await self.todas(f"{sql} LIMIT :cuantas", **valores, cuantas=cuantas)

    async def tomar(self, sql: str, **valores: Valor) -> Fila | None:
        return await self.una(sql, **valores)  # whoever writes holds the whole file

    async def ejecutar(self, sql: str, **valores: Valor) -> int:
        with traducir():
            return self._conexion.execute(sql, valores).rowcount

    async def ejecutar_varias(self, sql: str, filas: Sequence[Fila]) -> None:
        with traducir():
            self._conexion.executemany(sql, filas)

    async def diferir(self, sql: str, filas: Sequence[Fila]) -> None:
        await self.ejecutar_varias(sql, filas)  # the file is here: there is no trip to save

    async def read_early(self, sql: str, **valores: Valor) -> EarlyRead:
        return EarlyRead([str(fila["texto"]) for fila in await self.todas(sql, **valores)])

    async def insertar(self, sql: str, **valores: Valor) -> int:
        with traducir():
            number = self._conexion.execute(sql, valores).lastrowid
        if number is None:
            raise sqlite3.InternalError("insert without a row number")
        return number
