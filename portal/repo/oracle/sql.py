"""The portal's own tables on Oracle."""

from collections.abc import Mapping, Sequence

import oracledb

from portal.repo.oracle.anticipo import AnticipoOracle
from portal.repo.oracle.lectura import leer
from portal.repo.oracle.sesion import Sesion
from portal.repo.protocol import Anticipo, Fila, Valor


class SqlOracle:
    """Sql over one session."""

    def __init__(self, sesion: Sesion) -> None:
        self._sesion = sesion

    async def una(self, sql: str, **valores: Valor) -> Fila | None:
        filas = await self.todas(sql, **valores)
        return filas[0] if filas else None

    async def todas(self, sql: str, **valores: Valor) -> list[Fila]:
        return await self._leer(sql, valores, deja=False)

    async def tomar(self, sql: str, **valores: Valor) -> Fila | None:
        filas = await self._leer(f"{sql} FOR UPDATE NOWAIT", valores, deja=True)
        return filas[0] if filas else None

    async def _leer(self, sql: str, valores: Mapping[str, Valor], *, deja: bool) -> list[Fila]:
        return await self._sesion.hacer(lambda conexion: leer(conexion, sql, valores), es_lectura=True, deja=deja)

    async def ejecutar(self, sql: str, **valores: Valor) -> int:
        def cambiar(conexion: oracledb.Connection) -> int:
            with conexion.cursor() as cursor:
                cursor.execute(sql, valores)
                return int(cursor.rowcount)

        return await self._sesion.hacer(cambiar)

    async def ejecutar_varias(self, sql: str, filas: Sequence[Fila]) -> None:
        def cambiar(conexion: oracledb.Connection) -> None:
            with conexion.cursor() as cursor:
                cursor.executemany(sql, list(filas))

        if filas:
            await self._sesion.hacer(cambiar)

    async def diferir(self, sql: str, filas: Sequence[Fila]) -> None:
        if filas:
            self._sesion.pendientes.append((sql, list(filas)))

    async def anticipar(self, sql: str, **valores: Valor) -> Anticipo:
        self._sesion.anticipo = anticipo = AnticipoOracle(sql=sql, valores=valores)
        return anticipo
