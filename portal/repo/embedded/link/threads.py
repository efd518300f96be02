"""Threads that run whole transactions, so that the loop waits for no disk: one hand-over each."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from typing import Any, ParamSpec, TypeVar

from portal.repo.embedded.link.failures import busy

P = ParamSpec("P")
T = TypeVar("T")


class Threads:
    """So many of them, begun as they are needed; what is handed over waits in line for one that is free."""

    def __init__(self, name: str, size: int) -> None:
        self._name = name
        self._size = size
        self._pool: ThreadPoolExecutor | None = None
        self._under_way: set[Future[Any]] = set()

    async def run(self, job: Callable[[], T], until: float) -> T:
        """What the job returns, which has the caller's context. Raises as wait()."""
        return await self.wait(self.hand_over(copy_context().run, job), until)

    def hand_over(self, job: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Puts it in line."""
        self._pool = self._pool or ThreadPoolExecutor(self._size, self._name)
        return self._pool.submit(job, *args, **kwargs)

    async def wait(self, answer: Future[T], until: float) -> T:
        """The answer of one that is in line. Raises NoDisponible where it still is at `until` of the monotonic clock.

        A caller who goes away takes it out of the line; once it has begun it goes on to its end.
        """
        waits = len(self._under_way) >= self._size
        self._under_way.add(answer)
        answer.add_done_callback(self._under_way.discard)
        return await (_in_line(answer, until) if waits else asyncio.wrap_future(answer))

    async def close(self) -> None:
        """Waits for what is under way or in line, and ends them."""
        pool, self._pool = self._pool, None
        if pool is not None:
            await asyncio.to_thread(pool.shutdown)


async def _in_line(work: Future[T], until: float) -> T:
    late = False

    def give_up() -> None:
        nonlocal late
        late = work.cancel()

    task = asyncio.current_task()
    before = task.cancelling() if task else 0
    clock = asyncio.get_running_loop().call_later(until - time.monotonic(), give_up)
    try:
        return await asyncio.wrap_future(work)
    except asyncio.CancelledError:
        if late and (task is None or task.cancelling() == before):
            raise busy() from None
        raise
    finally:
        clock.cancel()


def whole(body: Coroutine[object, None, T]) -> T:
    """What a transaction's body returns, run from beginning to end in this thread: nothing that it awaits has to wait.
    Raises RuntimeError for one that awaits something else than its transaction."""
    try:
        body.send(None)
    except StopIteration as end:
        result: T = end.value
        return result
    body.close()
    raise RuntimeError("it awaited something else than its transaction")
