"""A read that travels with a call of the package, by the driver's pipelining: one trip for both from 23ai on, one after
the other on a database before it."""

from typing import Any, NamedTuple

import oracledb

from portal.repo.oracle.lectura import leer
from portal.repo.oracle.session import EarlyRead

PER_TRIP = 250
PIPELINES_SINCE = 23


class Reading(NamedTuple):
    """A cursor whose call may take a read with it."""

    cursor: oracledb.AsyncCursor
    read: EarlyRead | None

    async def callproc(self, procedure: str, binds: list[Any]) -> None:
        """The call, after that read. Raises the first error of either: what follows it did not run."""
        if self.read is None:
            await self.cursor.callproc(procedure, binds)
            return
        connection = self.cursor.connection
        if int(connection.version.partition(".")[0]) < PIPELINES_SINCE:  # the driver's own substitute is a trip longer
            rows = await leer(connection, self.read.sql, self.read.valores)
            await self.cursor.callproc(procedure, binds)
            self.read.leidos = [str(row["texto"]) for row in rows]
            return
        pipeline = oracledb.create_pipeline()
        pipeline.add_fetchall(self.read.sql, self.read.valores, arraysize=PER_TRIP, fetch_decimals=False)
        pipeline.add_callproc(procedure, binds)
        found, _ = await connection.run_pipeline(pipeline)
        self.read.leidos = [str(text) for (text,) in found.rows or ()]
