"""A transaction whose body runs in its caller's task, and may wait for other things between its calls."""

import asyncio
import time
from dataclasses import dataclass
from typing import Any, TypeVar

from portal.repo.oracle.link.connection import Work
from portal.repo.oracle.session import Session

T = TypeVar("T")


@dataclass(slots=True)
class StepSession(Session):
    """Each of its calls has a task of its own, so that a caller who goes away interrupts none."""

    under_way: asyncio.Task[Any] | None = None
    begun: bool = False

    async def finish(self) -> None:
        if self.under_way is None or self.under_way.done():
            await asyncio.shield(self.pool.keep(super(StepSession, self).finish()))
        elif self.lent:
            # The call still has the connection, and its outcome interests nobody.
            self.under_way.add_done_callback(lambda _: self.pool.drop(self.connection))

    def _until(self) -> float:
        """Between its calls it may wait for others: only the first one counts the wait for a connection."""
        since, self.begun = (time.monotonic() if self.begun else self.since), True
        return since + self.read_s

    async def _run(self, work: Work[T], until: float | None = None) -> T:
        self.under_way = task = self.pool.keep(super(StepSession, self)._run(work, until))
        return await asyncio.shield(task)
