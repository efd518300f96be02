"""A read that travels with a call of the package, by the driver's pipelining: one trip for both from 23ai on, one after
the other on a database before it."""

from collections.abc import Callable, Coroutine, Generator
from functools import partial
from types import coroutine
from typing import Any, NamedTuple, TypeVar

import oracledb

from portal.repo.oracle.reading import read
from portal.repo.oracle.session import QueuedRead

T = TypeVar("T")

PER_TRIP = 250
PIPELINES_SINCE = 23


class Reading(NamedTuple):
    """A cursor whose call may take a read with it."""

    cursor: oracledb.AsyncCursor
    read: QueuedRead | None

    async def callproc(self, procedure: str, binds: list[Any]) -> None:
        """The call, after that read. Raises the first error of either: what follows it did not run."""
        if self.read is None:
            await self.cursor.callproc(procedure, binds)
            return
        connection = self.cursor.connection
        if int(connection.version.partition(".")[0]) < PIPELINES_SINCE:  # the driver's own substitute is a trip longer
            rows = await read(connection, self.read.sql, self.read.valores)
            await self.cursor.callproc(procedure, binds)
            self.read.leidos = [str(row["texto"]) for row in rows]
            return
        pipeline = oracledb.create_pipeline()
        pipeline.add_fetchall(self.read.sql, self.read.valores, arraysize=PER_TRIP, fetch_decimals=False)
        pipeline.add_callproc(procedure, binds)
        found, _ = await _while_connected(connection, connection.run_pipeline(pipeline))
        self.read.leidos = [str(text) for (text,) in found.rows or ()]


@coroutine
def _while_connected(connection: oracledb.AsyncConnection, call: Coroutine[Any, Any, T]) -> Generator[Any, Any, T]:
    """What the call returns. Raises ConnectionResetError once nobody can answer it: of a pipeline whose connection ends
    the driver waits for the other answers all the same, and for ever."""
    go_on: Callable[[], object] = partial(call.send, None)
    while True:
        try:
            awaited = go_on()
        except StopIteration as end:
            result: T = end.value
            return result
        if not connection.is_healthy():
            go_on = partial(call.throw, ConnectionResetError())
            continue
        try:
            go_on = partial(call.send, (yield awaited))
        except BaseException as error:  # noqa: BLE001 - the task tells it to whoever waits
            go_on = partial(call.throw, error)
