"""Sql over one SQLite connection."""

import sqlite3
from collections.abc import Sequence

import aiosqlite

from portal.repo.embedded.failures import traducir
from portal.repo.protocol import Anticipo, Fila, Valor


class SqlSqlite:
    """Sql over one connection; `insertar` is SQLite's own way to learn a new row's number."""

    def __init__(self, conexion: aiosqlite.Connection) -> None:
        self._conexion = conexion

    async def una(self, sql: str, **valores: Valor) -> Fila | None:
        filas = await self.todas(sql, **valores)
        return filas[0] if filas else None

    async def todas(self, sql: str, **valores: Valor) -> list[Fila]:
        with traducir():
            filas = await self._conexion.execute_fetchall(sql, valores)
        return [{nombre.lower(): fila[nombre] for nombre in fila.keys()} for fila in filas]  # noqa: SIM118 - a Row iterates over values

    async def tomar(self, sql: str, **valores: Valor) -> Fila | None:
        return await self.una(sql, **valores)  # whoever writes holds the whole file

    async def ejecutar(self, sql: str, **valores: Valor) -> int:
        with traducir():
            async with self._conexion.execute(sql, valores) as cursor:
                return cursor.rowcount

    async def ejecutar_varias(self, sql: str, filas: Sequence[Fila]) -> None:
        with traducir():
            async with self._conexion.executemany(sql, filas):
                pass

    async def diferir(self, sql: str, filas: Sequence[Fila]) -> None:
        await self.ejecutar_varias(sql, filas)  # the file is here: there is no trip to save

    async def anticipar(self, sql: str, **valores: Valor) -> Anticipo:
        return Anticipo([str(fila["texto"]) for fila in await self.todas(sql, **valores)])

    async def insertar(self, sql: str, **valores: Valor) -> int:
        with traducir():
            row = await self._conexion.execute_insert(sql, valores)
        if row is None:
            raise sqlite3.InternalError("insert without a row number")
        return int(row[0])
