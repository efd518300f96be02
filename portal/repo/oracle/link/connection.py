"""A connection of the driver that is never waited for longer than one means to, and how one is ended."""

import asyncio
import contextlib
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar

import oracledb

T = TypeVar("T")
Work: TypeAlias = Callable[[oracledb.AsyncConnection], Awaitable[T]]

PING_S = 1.0
LIFE_S = 1800
TURN_S = 0.001


@dataclass(slots=True, eq=False)
class Connection:
    """A connection and what is known of it. Instants are of the monotonic clock, in seconds.

    The driver's `call_timeout` and `cancel()`, and the cancellation of a task that waits in one of its calls, kill the
    process where an answer comes in that very turn of the loop: none of them is used. A limit that passes ends the
    connection instead.
    """

    raw: oracledb.AsyncConnection
    opened: float = field(default_factory=time.monotonic)
    used: float = field(default_factory=time.monotonic)
    busy: bool = False
    cut: bool = False
    life: float = field(default_factory=lambda: LIFE_S * random.uniform(0.8, 1.2))  # noqa: S311 - spreads reconnections

    def expired(self) -> bool:
        """It lived long enough: a network between may forget it."""
        return time.monotonic() - self.opened > self.life

    def alive(self) -> bool:
        """The driver can still use it, as far as it knows."""
        return not self.cut and not self.expired() and self.raw.is_healthy()

    async def run(self, work: Work[T], limit_s: float, until: float | None = None) -> T:
        """Calls of it, which have `limit_s` together and end by `until`. Whoever awaits this must not be cancelled.

        Raises TimeoutError: at once, and with nothing sent, where no time is left; RuntimeError for a second one while
        the first is under way.
        """
        if self.busy:
            raise RuntimeError("the connection is in use")
        left = limit_s if until is None else min(limit_s, until - time.monotonic())
        if self.cut or left <= 0:
            raise TimeoutError
        timer = asyncio.get_running_loop().call_later(left, self.end)
        self.busy = True
        try:
            return await work(self.raw)
        except (oracledb.Error, ConnectionError) as error:
            if self.cut:
                raise TimeoutError from error
            raise
        finally:
            self.busy = False
            timer.cancel()

    def end(self) -> None:
        """Cuts it: whoever waits on it meets an error.

        The order is everything. `terminate()` clears what a call that an answer has woken, and that did not run yet,
        goes on with: the process would die. asyncio runs its timers after that turn's answers, uvloop before what is
        ready: what a timer asks to be called soon comes behind the wake-up on both. No shorter timer will do: uvloop
        makes a `call_soon` of one of zero.
        """
        if not self.cut:
            self.cut = True
            loop = asyncio.get_running_loop()
            loop.call_later(TURN_S, loop.call_soon, self.raw.terminate)

    async def close(self, *, healthy: bool) -> None:
        """Says goodbye where somebody listens; a suspect one is cut."""
        if healthy and self.raw.is_healthy():
            with contextlib.suppress(oracledb.Error, OSError):
                await self.run(lambda raw: raw.close(), PING_S)
        else:
            self.end()
