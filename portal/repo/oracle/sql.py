"""The portal's own tables on Oracle."""

from collections.abc import Mapping, Sequence

import oracledb

from portal.repo.oracle.anticipo import AnticipoOracle
from portal.repo.oracle.sesion import Sesion
from portal.repo.protocol import Anticipo, Fila, Valor

POR_VIAJE = 250


class SqlOracle:
    """Sql over one session. The tables hold integers and text only, so that no Decimal is needed here."""

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
        def leer(conexion: oracledb.Connection) -> list[Fila]:
            with conexion.cursor() as cursor:
                cursor.arraysize = POR_VIAJE
                cursor.prefetchrows = POR_VIAJE
                cursor.execute(sql, valores, fetch_decimals=False, fetch_lobs=False)
                nombres = [columna.name.lower() for columna in cursor.description or ()]
                return [dict(zip(nombres, fila, strict=True)) for fila in cursor.fetchall()]

        return await self._sesion.hacer(leer, es_lectura=True, deja=deja)

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
