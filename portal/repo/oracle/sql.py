"""The portal's own tables on Oracle."""

from collections.abc import Mapping, Sequence

import oracledb

from portal.repo.oracle.reading import read
from portal.repo.oracle.session import QueuedRead, Session
from portal.repo.protocol import EarlyRead, Fila, Valor


class OracleSql:
    """Sql over one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def una(self, sql: str, **valores: Valor) -> Fila | None:
        filas = await self.todas(sql, **valores)
        return filas[0] if filas else None

    async def todas(self, sql: str, **valores: Valor) -> list[Fila]:
        return await self._read(sql, valores, leaves=False)

    async def primeras(self, sql: str, cuantas: int, **valores: Valor) -> list[Fila]:
        return await self.todas(f"{sql} FETCH FIRST :cuantas ROWS ONLY", **valores, cuantas=cuantas)

    async def tomar(self, sql: str, **valores: Valor) -> Fila | None:
        filas = await self._read(f"{sql} FOR UPDATE NOWAIT", valores, leaves=True)
        return filas[0] if filas else None

    async def _read(self, sql: str, valores: Mapping[str, Valor], *, leaves: bool) -> list[Fila]:
        return await self._session.do(lambda connection: read(connection, sql, valores), is_read=True, leaves=leaves)

    async def ejecutar(self, sql: str, **valores: Valor) -> int:
        async def change(connection: oracledb.AsyncConnection) -> int:
            with connection.cursor() as cursor:
                await cursor.execute(sql, valores)
                return int(cursor.rowcount)

        return await self._session.do(change)

    async def ejecutar_varias(self, sql: str, filas: Sequence[Fila]) -> None:
        async def change(connection: oracledb.AsyncConnection) -> None:
            with connection.cursor() as cursor:
                await cursor.executemany(sql, list(filas))

        if filas:
            await self._session.do(change)

    async def diferir(self, sql: str, filas: Sequence[Fila]) -> None:
        if filas:
            self._session.pending.append((sql, list(filas)))

    async def read_early(self, sql: str, **valores: Valor) -> EarlyRead:
        self._session.early = early = QueuedRead(sql=sql, valores=valores)
        return early
