"""A pool of connections for an event loop: bounded waits, one prober when the database is down, and few enough
tries of a refused password. The driver's own pool wedges on a listener that accepts and stays silent."""

import asyncio
import math
import random
import time
from collections import deque
from collections.abc import Coroutine
from typing import Any, TypeVar

import oracledb

from portal.repo.oracle.link.connection import PING_S, Connection
from portal.repo.oracle.link.driver import connect
from portal.repo.oracle.link.errors import DatabaseDown, Kind, classify, translate
from portal.settings import Settings
from portal.texts.catalogue import say
from portal.texts.named import Saying, datos

T = TypeVar("T")

WAIT_S = 1.0
RESTED_S = 30
BACK_OFF_S = (0.2, 4.0)
ACCOUNT_S = 5.0
# Waits after each refused password. Oracle's default profile locks an account at ten refusals in a row, however far
# apart, and every process counts: three each leave room for three processes.
PASSWORD_S = (5.0, 600.0)
HOPELESS = 2
EARLY_S = 0.01  # a loop's timer may fire that much early
FULL = (Saying("base-ocupada", datos(caso="muchas-personas")), 2)
CLOSED = (Saying("base-no-disponible", datos(caso="reinicia")), 2)
NO_ANSWER = (Saying("base-no-disponible", datos(caso="un-momento")), 2)
FULL_WHY = say("causa-de-la-base", datos(caso="sin-conexiones"))
NO_ANSWER_WHY = say("causa-de-la-base", datos(caso="servidor-callado"))


class Pool:
    """Used from one event loop. Every connection is either free, lent, or being opened."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._free: list[Connection] = []
        self._lent = 0
        self._opening = 0
        self._waiting: deque[asyncio.Future[Connection]] = deque()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._failures = 0
        self._refused_passwords = 0
        self._next_try = 0.0
        self._down: DatabaseDown | None = None
        self._doubted_at = 0.0
        self._retry: asyncio.TimerHandle | None = None
        self._closed = False

    async def take(self) -> Connection:
        """A connection that answers, within WAIT_S. Raises NoDisponible."""
        until = time.monotonic() + WAIT_S
        while self._free:
            connection = self._free.pop()
            self._lent += 1
            if connection.alive() and (self._recent(connection) or await self._answers(connection, until)):
                return connection
            self.drop(connection)
        return await self._wait(until)

    def give_back(self, connection: Connection) -> None:
        """Takes back a connection without a transaction."""
        if self._closed or connection.expired():
            self._close(connection, healthy=True)
            return
        connection.used = time.monotonic()
        self._lent -= 1
        self._hand_over(connection)

    def drop(self, connection: Connection) -> None:
        """Ends one that cannot be trusted. Others that rested since before are asked before they are lent."""
        self._doubted_at = time.monotonic()
        self._close(connection, healthy=False)

    async def close(self) -> None:
        """Ends every connection; those that are lent end when they come back."""
        self._closed = True
        if self._retry:
            self._retry.cancel()
        for waiter in self._waiting:
            if not waiter.done():
                waiter.set_exception(DatabaseDown(*CLOSED))
        free, self._free = self._free, []
        self._lent += len(free)
        for connection in free:
            self._close(connection, healthy=True)
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _recent(self, connection: Connection) -> bool:
        """Whether it answered a moment ago, and no other was doubted since."""
        return time.monotonic() - connection.used < RESTED_S and connection.used > self._doubted_at

    async def _answers(self, connection: Connection, until: float) -> bool:
        """Whether a connection answers before that instant. Whoever asks may go away; the question, a call, goes on."""
        try:
            await asyncio.shield(self.keep(connection.run(lambda raw: raw.ping(), PING_S, until)))
        except (oracledb.Error, OSError):
            return False
        except asyncio.CancelledError:
            self.drop(connection)
            raise
        return True

    async def _wait(self, until: float) -> Connection:
        """The next connection that is free, before that instant of the monotonic clock. Raises NoDisponible."""
        loop = asyncio.get_running_loop()
        waiter: asyncio.Future[Connection] = loop.create_future()
        timer = loop.call_later(until - time.monotonic(), self._dismiss, waiter)
        self._waiting.append(waiter)
        self._open_if_needed()
        try:
            self._give_up()
            return await waiter
        except asyncio.CancelledError:
            if waiter.done() and not waiter.cancelled() and waiter.exception() is None:
                self.give_back(waiter.result())
            raise
        finally:
            timer.cancel()
            if waiter in self._waiting:
                self._waiting.remove(waiter)

    def _dismiss(self, waiter: asyncio.Future[Connection]) -> None:
        """Tells one that waited enough why there was no connection for it."""
        if not waiter.done():
            waiter.set_exception(DatabaseDown(*FULL, causa=FULL_WHY) if self._lent else self._without_database())

    def _hand_over(self, connection: Connection) -> None:
        while self._waiting:
            waiter = self._waiting.popleft()
            if not waiter.done():
                self._lent += 1
                waiter.set_result(connection)
                return
        self._free.append(connection)

    def _close(self, connection: Connection, *, healthy: bool) -> None:
        async def close() -> None:
            try:
                await connection.close(healthy=healthy)
            finally:
                self._lent -= 1
                self._open_if_needed()
                self._give_up()

        self.keep(close())

    def _open_if_needed(self) -> None:
        """Opens some for those who wait, and up to the minimum; one at a time while the database does not answer."""
        if self._closed or time.monotonic() < self._next_try - EARLY_S:
            return
        all_of_them = len(self._free) + self._lent + self._opening
        missing = max(len(self._waiting), self._settings.oracle_pool_min - all_of_them) - self._opening
        at_once = 1 if self._failures else self._settings.oracle_pool_inc
        for _ in range(min(missing, at_once - self._opening, self._settings.oracle_pool_max - all_of_them)):
            self._opening += 1
            self.keep(self._open())

    async def _open(self) -> None:
        try:
            connection = Connection(await connect(self._settings))
        except (oracledb.Error, OSError) as error:
            self._opening -= 1
            self._note_failure(error)
            return
        self._opening -= 1
        self._failures, self._refused_passwords, self._next_try, self._down = 0, 0, 0.0, None
        if self._closed:
            self._lent += 1
            self._close(connection, healthy=True)
            return
        self._hand_over(connection)
        self._open_if_needed()

    def _note_failure(self, error: Exception) -> None:
        """Says when the next attempt to open one is, and tells those who wait where that is far."""
        kind = classify(error)
        delay = self._delay(kind)
        self._failures += HOPELESS if kind in (Kind.LOGIN, Kind.ACCOUNT) else 1
        self._next_try = time.monotonic() + delay
        translated = translate(error)
        self._down = translated if isinstance(translated, DatabaseDown) else None
        if delay < math.inf:
            self._retry = asyncio.get_running_loop().call_later(delay, self._open_if_needed)
        self._give_up()

    def _delay(self, kind: Kind) -> float:
        """Seconds until the next attempt: longer after each failure, steady where the account cannot be locked by it,
        and for ever where one more refusal might."""
        if kind is Kind.LOGIN:
            self._refused_passwords += 1
            return PASSWORD_S[self._refused_passwords - 1] if self._refused_passwords <= len(PASSWORD_S) else math.inf
        least, most = BACK_OFF_S
        delay = ACCOUNT_S if kind is Kind.ACCOUNT else min(most, least * 2**self._failures)
        return delay * random.uniform(0.5, 1)  # noqa: S311 - spreads the instances

    def _give_up(self) -> None:
        """Those who wait are told at once where waiting has no sense: after a second failure in a row, and with nothing
        that might still come back or open."""
        if self._failures < HOPELESS or self._lent or self._opening:
            return
        for waiter in self._waiting:
            if not waiter.done():
                waiter.set_exception(self._without_database())

    def _without_database(self) -> DatabaseDown:
        down = self._down or DatabaseDown(*NO_ANSWER, causa=NO_ANSWER_WHY)
        return DatabaseDown(down.dicho, down.reintentar_en, down.causa)

    def keep(self, coroutine: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """A task of its own for it, which somebody holds until it ends; what it met interests nobody who went away."""
        task = asyncio.get_running_loop().create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._terminada)
        return task

    def _terminada(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()
