"""A request's head is counted as it arrives: one that never ends costs neither time nor memory."""

import asyncio
import http

import msgspec
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from portal.server.plain_http import PlainHttp
from portal.web.outer.limits import BEHIND, CABECERAS, DIRECCION
from portal.web.problems import por_estado
from portal.web.wire import Problema

# The parser copies all that it has of a line at each piece.
STEP = 8 * 1024
HEAD_END = b"\r\n\r\n"
# What waits on one connection behind a request that is being answered: so many bytes that nobody looked at, and so many
# requests that came in one piece with the end of a body.
HELD = 64 * 1024
QUEUED = 8
UNSENT_LOOK_S = 0.05
# After a refusal, what still comes is read and thrown away, so that the refusal is not lost: for so long, and so much.
LINGER_S = 2.0
LINGER = 1024 * 1024


class TooMuchQueued(Exception):
    """More requests behind one that is being answered than anybody needs."""


class BoundedHeads(PlainHttp):
    """Beyond 32 KB it answers 431 and closes; what frames a chunked body, and what is queued, have a bound too."""

    _in_head = True
    _head = 0
    _framing = 0
    _held = b""
    _is_behind = False
    _deaf = False
    _thrown = 0
    _lingering: asyncio.TimerHandle | None = None

    def data_received(self, data: bytes) -> None:
        if self._deaf:
            self._throw(len(data))
        elif self._held or self._must_wait():
            self._hold(data)
        else:
            self._listen(data)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self._held:
            self.loop.call_soon(self._go_on)

    def _must_wait(self) -> bool:
        """A whole request is being answered: what comes behind it is not even looked at."""
        return self._in_head and self.answering()

    def _hold(self, data: bytes) -> None:
        self._held += data
        self.flow.pause_reading()
        if len(self._held) > HELD:
            self._end_here()

    def _go_on(self) -> None:
        """The next one behind, once the answer to the one before went out."""
        if self._deaf or not self._held or self._must_wait() or self.transport.is_closing():
            return
        if self.transport.get_write_buffer_size():
            self.loop.call_later(UNSENT_LOOK_S, self._go_on)
            return
        held, self._held = self._held, b""
        self._is_behind = True
        try:
            self.data_received(held)
        finally:
            self._is_behind = False

    def _listen(self, data: bytes) -> None:
        """Feeds the parser piece by piece, a head by itself, until there is a request to be answered first."""
        start = 0
        while start < len(data) and not self._deaf and not self.transport.is_closing():
            if self._must_wait():
                self._hold(data[start:])
                return
            end = start + STEP
            if self._in_head and (mark := data.find(HEAD_END, start, end)) >= 0:
                end = mark + len(HEAD_END)
            self._feed(data[start:end])
            start = end

    def _feed(self, piece: bytes) -> None:
        if self._in_head:
            self._head += len(piece)
        else:
            self._framing += len(piece)
        super().data_received(piece)
        if max(self._head, self._framing) > CABECERAS and not self._deaf:
            long_address = self._in_head and not self.headers and len(self.url) > DIRECCION
            self.refuse(http.HTTPStatus.REQUEST_URI_TOO_LONG if long_address else 431)

    def send_400_response(self, msg: str) -> None:
        """What the parser refuses; the requests that came before, if any, are answered first."""
        if self._deaf:
            return  # too much was queued: the parser was stopped on purpose
        self.refuse(http.HTTPStatus.BAD_REQUEST, msg)

    def on_message_begin(self) -> None:
        if len(self.pipeline) >= QUEUED:
            self._end_here()
            raise TooMuchQueued
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._in_head = False
        self._head = self._framing = 0
        before = self.cycle
        super().on_headers_complete()
        if self.cycle is before:
            return
        self.cycle.transport = Lingering(self, self.cycle)  # type: ignore[assignment]  # what a cycle uses of it
        if self._is_behind or self.pipeline:
            self.scope["extensions"] = {**(self.scope.get("extensions") or {}), BEHIND: {}}

    def on_body(self, body: bytes) -> None:
        self._framing -= len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._in_head = True
        self._head = self._framing = 0
        super().on_message_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._lingering is not None:
            self._lingering.cancel()
        super().connection_lost(exc)

    def answering(self) -> bool:
        """Whether a request that came is not answered yet."""
        return self.cycle is not None and not self.cycle.response_complete

    def refuse(self, status: int, detail: str = "") -> None:
        """Answers with that status and closes; where another answer is under way, nothing is put into its middle."""
        if self.answering():
            if self._in_head:
                self._end_here()
                return
            if self.pipeline or self.cycle.response_started:
                self.transport.abort()
                return
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        problem = por_estado(status)
        self.write_refusal(status, msgspec.structs.replace(problem, detail=detail or problem.detail))
        self.linger()

    def write_refusal(self, status: int, problem: Problema, extra: str = "") -> None:
        """A whole answer that no application made."""
        body = msgspec.json.encode(problem)
        lines = [
            f"HTTP/1.1 {status} {http.HTTPStatus(status).phrase}",
            *(f"{name.decode()}: {value.decode()}" for name, value in self.server_state.default_headers),
            "content-type: application/problem+json",
            f"content-length: {len(body)}",
            "x-content-type-options: nosniff",
            "content-security-policy: default-src 'none'; frame-ancestors 'none'",
            "cache-control: no-store",
            "connection: close",
        ]
        self.transport.write("\r\n".join([*lines, extra + "\r\n" if extra else "\r\n"]).encode("latin-1") + body)

    def linger(self) -> None:
        """Closes once what was written had time to be read: closing over unread bytes would take it back."""
        if self.transport.is_closing() or self._lingering is not None:
            return
        self._deaf = True
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self._lingering = self.loop.call_later(LINGER_S, self.transport.abort)

    def _throw(self, amount: int) -> None:
        self._thrown += amount
        if self._thrown > LINGER:
            self.transport.abort()

    def _end_here(self) -> None:
        """Those that came are answered, and nothing more is heard."""
        self._deaf = True
        self._held = b""
        self.cycle.keep_alive = False


class Lingering:
    """What a request's answer is written to: it closes without taking back an answer that is still to be read."""

    __slots__ = ("_cycle", "_protocol")

    def __init__(self, protocol: BoundedHeads, cycle: RequestResponseCycle) -> None:
        self._protocol = protocol
        self._cycle = cycle

    def write(self, data: bytes) -> None:
        self._protocol.transport.write(data)

    def is_closing(self) -> bool:
        return self._protocol.transport.is_closing()

    def close(self) -> None:
        if self._cycle.more_body or self._protocol._deaf:  # noqa: SLF001 - of the same piece
            self._protocol.linger()
        else:
            self._protocol.transport.close()
