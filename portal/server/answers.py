"""An answer has a term: whoever does not read it is cut, and what waits for it goes on."""

import asyncio

from portal.server.heads import BoundedHeads
from portal.web.wire import Problema

# Without a byte read, and from beginning to end.
STALLED_S = 10.0
WHOLE_S = 60.0


class TimedAnswers(BoundedHeads):
    """Looks every `stalled` seconds at what is still to be read; slow readers that go on have `whole` seconds."""

    stalled = STALLED_S
    whole = WHOLE_S
    _look_at: asyncio.TimerHandle | None = None
    _unread = 0
    _since = 0.0
    _drained = False
    _answered = 0
    _answered_then = 0

    def pause_writing(self) -> None:
        super().pause_writing()
        self._watch()

    def resume_writing(self) -> None:
        self._drained = True
        super().resume_writing()

    def on_response_complete(self) -> None:
        self._answered += 1
        super().on_response_complete()
        self._watch()

    def write_refusal(self, status: int, problem: Problema, extra: str = "") -> None:
        super().write_refusal(status, problem, extra)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._look_at is not None:
            self._look_at.cancel()
            self._look_at = None
        super().connection_lost(exc)

    def _watch(self) -> None:
        if self._look_at is None and self.transport.get_write_buffer_size():
            self._since = self.loop.time()
            self._look_again()

    def _look_again(self) -> None:
        self._unread = self.transport.get_write_buffer_size()
        self._drained = False
        self._answered_then = self._answered
        self._look_at = self.loop.call_later(self.stalled, self._look)

    def _look(self) -> None:
        self._look_at = None
        unread = self.transport.get_write_buffer_size()
        if not unread:
            return
        if self._answered != self._answered_then:
            self._since = self.loop.time()
        elif not (self._drained or unread < self._unread) or self.loop.time() - self._since >= self.whole:
            self.transport.abort()
            return
        self._look_again()
