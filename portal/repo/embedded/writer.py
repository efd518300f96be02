"""The one thread that writes: bodies that stand in line share a commit, which is most of what a short one takes."""

import sqlite3
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from contextvars import copy_context
from typing import Any, TypeVar

from msgspec import Struct

from portal.errors import NoDisponible
from portal.repo.embedded.link.threads import Threads, whole
from portal.repo.embedded.transactions import TransaccionSqlite, Transactions
from portal.repo.protocol import Cuerpo

T = TypeVar("T")

# So that the first of them does not wait long for the last.
TOGETHER = 16


class InLine(Struct, eq=False):
    """A body that waits for its turn, and where its answer goes. until: how long for another process's lock."""

    run: Callable[[TransaccionSqlite], Any]
    until: float
    answer: Future[Any]
    value: Any = None
    error: BaseException | None = None

    def take(self, tx: TransaccionSqlite) -> None:
        """Runs it, and keeps what there is to say until it may be said."""
        try:
            self.value = self.run(tx)
        except BaseException as error:  # noqa: BLE001 - whoever waits is told
            self.error = error

    def tell(self, instead: BaseException | None = None) -> None:
        """What it returned or raised."""
        if error := instead or self.error:
            self.answer.set_exception(error)
        else:
            self.answer.set_result(self.value)


class Writer:
    """Nobody is answered before what was done is on the disk, nor told "no" by what may yet be undone."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self._line: deque[InLine] = deque()
        self._thread = Threads("escritora", 1)

    async def run(self, body: Cuerpo[T], until: float) -> T:
        """What the body returns, run whole in its caller's context. Raises NoDisponible where it was still in line at
        `until` of the monotonic clock, or another process had the lock until then.

        A caller who goes away takes it out of the line; once it has begun it goes on to its end.
        """
        context, answer = copy_context(), Future[T]()
        self._line.append(InLine(lambda tx: context.run(lambda: whole(body(tx))), until, answer))
        self._thread.hand_over(self._serve)
        return await self._thread.wait(answer, until)

    async def close(self) -> None:
        """Waits for what is under way or in line, and ends it."""
        await self._thread.close()

    def _next(self) -> InLine | None:
        while self._line:
            turn = self._line.popleft()
            if turn.answer.set_running_or_notify_cancel():
                return turn
        return None

    def _serve(self) -> None:
        first = self._next()
        if first is None:
            return  # it went together with one before it
        together = [first]
        try:
            with self._transactions.writing(first.until, lambda: bool(self._line)) as tx:
                first.take(tx)
                if tx.kept:
                    self._share(tx, together)
                elif first.error:
                    raise first.error
        except BaseException as error:  # noqa: BLE001 - whoever waits is told
            for turn in together:
                turn.tell(error)
        else:
            for turn in together:
                turn.tell()

    def _share(self, tx: TransaccionSqlite, together: list[InLine]) -> None:
        """The commit of the first one waits for those in line."""
        _end(together[0], tx)
        while len(together) < TOGETHER and (turn := self._next()):
            together.append(turn)
            part = tx.part()
            turn.take(part)
            _end(turn, part)
        tx.commit()


def _end(turn: InLine, part: TransaccionSqlite) -> None:
    """Raises what SQLite could not do: it may have undone what the others did too."""
    if isinstance(turn.error, NoDisponible) and isinstance(turn.error.__cause__, sqlite3.Error):
        raise turn.error
    part.end()
