"""A connection in use by one transaction: its calls, what may be tried again, and what waits to be sent."""

import asyncio
import time
from collections.abc import Callable, Coroutine, Generator
from dataclasses import dataclass, field
from functools import partial
from types import coroutine
from typing import Any, TypeVar

import oracledb

from portal.errors import ResultadoDesconocido
from portal.repo.oracle.block import Pending, assemble
from portal.repo.oracle.link.connection import Connection, Work
from portal.repo.oracle.link.errors import SUSPECT, Kind, classify, late, translate
from portal.repo.oracle.link.pool import Pool
from portal.repo.protocol import EarlyRead, Valor

T = TypeVar("T")

REPEATABLE = {Kind.LOST, Kind.UNSENT, Kind.EXHAUSTED}


class QueuedRead(EarlyRead, kw_only=True):
    """A read that waits for the call with which it travels."""

    sql: str
    valores: dict[str, Valor]


@dataclass(slots=True)
class Commit:
    """How far a commit went: once sent, only an answer can tell that it did not happen."""

    sent: bool = False
    with_statement: bool = False


@dataclass(slots=True)
class Session:
    """What a transaction holds. `limit_s` bounds each call, `read_s` how long its reads take together, the wait for a
    connection included, which began at `since` of the monotonic clock; `writes` forbids trying anything again once
    something was sent."""

    pool: Pool
    limit_s: float
    read_s: float
    writes: bool
    connection: Connection
    since: float
    bound: bool = False
    healthy: bool = True
    lent: bool = True
    reconnecting: bool = False
    pending: list[Pending] = field(default_factory=list)
    early: QueuedRead | None = None

    async def carry(self, body: Coroutine[Any, Any, T]) -> T:
        """What the body returns, run whole in a task of its own: a caller who goes away interrupts nothing."""
        return await asyncio.shield(self.pool.keep(self._carry(body)))

    async def _carry(self, body: Coroutine[Any, Any, T]) -> T:
        try:
            return await self._nothing_else(body)
        finally:
            await self.finish()

    @coroutine
    def _nothing_else(self, body: Coroutine[Any, Any, T]) -> Generator[Any, Any, T]:
        """The body's result; it may await nothing but its transaction, or a connection would be held meanwhile."""
        go_on: Callable[[], object] = partial(body.send, None)
        while True:
            try:
                awaited = go_on()
            except StopIteration as end:
                result: T = end.value
                return result
            if not (self.connection.busy or self.reconnecting):
                body.close()
                raise RuntimeError("it awaited something else than its transaction")
            try:
                go_on = partial(body.send, (yield awaited))
            except BaseException as error:  # noqa: BLE001 - the task tells it to whoever waits
                go_on = partial(body.throw, error)

    async def do(self, work: Work[T], *, is_read: bool = False, leaves: bool = True) -> T:
        """Runs it, after what was waiting to be sent.

        A read is given up after `read_s`, and its connection with it: in a transaction that only reads, and in one that
        writes where nothing before it left something in the session (`leaves`). One whose connection died is repeated
        once on another. A call that met a recompiled package did not run, and is repeated once.
        """
        reads = not self.writes or (is_read and not self.bound and not self.pending)
        self.bound = self.bound or leaves
        until = self._until() if reads else None
        try:
            return await self._after_the_pending(work, until)
        except (oracledb.Error, OSError) as error:
            kind = classify(error)
            if kind in SUSPECT:
                self.healthy = False
            # What was put off and failed may have run in part: only a call after it can be repeated.
            discarded = kind is Kind.DISCARDED and not self.pending
            repeatable = until is not None and kind in REPEATABLE and time.monotonic() < until
            if not discarded and not repeatable:
                raise translate(error) from error
            if repeatable:
                await self._another_connection(until)
        try:
            return await self._after_the_pending(work, until)
        except (oracledb.Error, OSError) as error:
            self.healthy = self.healthy and classify(error) not in SUSPECT
            raise translate(error) from error

    def _until(self) -> float:
        """When a read that begins now is given up, on the monotonic clock."""
        return self.since + self.read_s

    async def commit(self) -> None:
        """COMMIT, in the same trip as the statements that wait. Raises ResultadoDesconocido where it was sent and
        its answer never came."""
        progress = Commit()
        try:
            await self._run(lambda raw: self._commit(raw, progress))
        except (oracledb.Error, OSError) as error:
            kind = classify(error)
            self.healthy = self.healthy and kind not in SUSPECT
            # A statement that the database refused was not committed with it; a bare COMMIT has no such proof.
            safe = kind in (Kind.UNSENT, Kind.UNDONE)
            lost = kind in (Kind.LOST, Kind.LATE) or not progress.with_statement
            if progress.sent and lost and not safe:
                self.healthy = False
                raise ResultadoDesconocido(str(error).splitlines()[0] if str(error) else "TimeoutError") from error
            raise translate(error) from error

    async def finish(self) -> None:
        """Rolls back what was not confirmed, and gives the connection back."""
        if not self.lent:
            return
        if self.healthy and not self.connection.cut and self.connection.raw.transaction_in_progress:
            try:
                await self.connection.run(lambda raw: raw.rollback(), self.limit_s)
            except (oracledb.Error, OSError):
                self.healthy = False
        (self.pool.give_back if self.healthy and not self.connection.cut else self.pool.drop)(self.connection)

    async def _another_connection(self, until: float | None) -> None:
        self.pool.drop(self.connection)
        self.lent, self.reconnecting = False, True
        try:
            async with asyncio.timeout(None if until is None else until - time.monotonic()):
                self.connection = await self.pool.take()
        except TimeoutError as error:
            raise late() from error
        finally:
            self.reconnecting = False
        self.lent = self.healthy = True

    async def _run(self, work: Work[T], until: float | None = None) -> T:
        return await self.connection.run(work, self.limit_s, until)

    async def _after_the_pending(self, work: Work[T], until: float | None) -> T:
        if self.pending:
            await self._run(lambda raw: self._send(raw, commits=False), until)
        return await self._run(work, until)

    async def _send(self, raw: oracledb.AsyncConnection, *, commits: bool) -> None:
        """What waits, in one trip, and the commit in the same where it is asked for."""
        several = len(self.pending) > 1
        sql, rows = assemble(self.pending, commits=commits) if several else self.pending[0]
        raw.autocommit = commits and not several
        try:
            with raw.cursor() as cursor:
                await cursor.executemany(sql, rows)
        finally:
            raw.autocommit = False
        self.pending.clear()

    async def _commit(self, raw: oracledb.AsyncConnection, progress: Commit) -> None:
        progress.sent = True
        progress.with_statement = bool(self.pending)
        if self.pending:
            await self._send(raw, commits=True)
        else:
            await raw.commit()
