"""A connection: it is let in, it waits or works, and it ends without losing what was already on its way."""

import asyncio
import http
import socket
import sys

from portal.errors import DemasiadosIntentos, NoDisponible
from portal.server.answers import TimedAnswers
from portal.server.door import Door, door_of
from portal.texts.named import datos
from portal.web.problems import decir

RETRY_S = 5
FULL = NoDisponible("saturado", datos(caso="conexiones"), RETRY_S)
SHARE_FULL = DemasiadosIntentos("direccion-saturada", datos(caso="conexiones"), RETRY_S)
GRACE_S = 1.0
# The system keeps for one connection what the portal writes; by itself it would let that grow to megabytes.
UNSENT = 128 * 1024


class BoundedConnection(TimedAnswers):
    """One of those that the door lets in. While the server closes, its last answer says so."""

    grace = GRACE_S
    _door: Door
    _host = ""
    _inside = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        super().connection_made(transport)
        self._door = door_of(self.server_state, _allowed(self.config.forwarded_allow_ips))
        self._host = self.client[0] if self.client else ""
        if not self._door.may_enter(self._host):
            self._turn_away(http.HTTPStatus.TOO_MANY_REQUESTS, SHARE_FULL)
        elif not self._door.enter(self._host):
            self._turn_away(http.HTTPStatus.SERVICE_UNAVAILABLE, FULL)
        else:
            self._inside = True
            self._door.waits(self)
            if (raw := transport.get_extra_info("socket")) is not None:
                _limit_unsent(raw)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._inside:
            self._inside = False
            self._door.works(self)
            self._door.leave(self._host)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._door.closing and self.answering():
            self._tell_that_it_ends()

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._door.works(self)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self._inside and not self.answering() and not self._held:
            self._door.waits(self)
            if self._door.closing:
                self.loop.call_later(self.grace, self.shutdown)

    def pause_writing(self) -> None:
        super().pause_writing()
        if self._inside:
            self._door.waits(self)

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._inside and self.answering():
            self._door.works(self)

    def make_room(self) -> None:
        """Somebody else needs its place."""
        self.transport.abort()

    def timeout_keep_alive_handler(self) -> None:
        self._close_if_silent()

    def shutdown(self) -> None:
        """The server ends: what was read is answered, and then the connection closes."""
        if self.answering():
            self._tell_that_it_ends()
        else:
            self._close_if_silent()

    def _close_if_silent(self) -> None:
        """Bytes that arrived and were not read yet are a request: it is read, and answered, before it closes."""
        if not self.transport.is_closing() and not (self._head or self._held or self._arrived()):
            self.transport.close()

    def _arrived(self) -> int:
        raw = self.transport.get_extra_info("socket")
        return 0 if raw is None else _waiting_bytes(raw)

    def _tell_that_it_ends(self) -> None:
        """The last request's answer says that the connection closes, unless it began to be said already."""
        if not (self._held or self.cycle.response_started):
            self.cycle.keep_alive = False

    def _turn_away(self, status: int, error: DemasiadosIntentos | NoDisponible) -> None:
        self._deaf = True
        self.write_refusal(status, decir(error).problema, f"retry-after: {RETRY_S}\r\n")
        self.transport.close()


def _allowed(names: list[str] | str | None) -> str:
    return names if isinstance(names, str) else ",".join(names or ())


def _limit_unsent(raw: socket.socket) -> None:
    with socket.socket(fileno=raw.fileno()) as same:
        try:
            same.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, UNSENT)
        finally:
            same.detach()


def _waiting_bytes(raw: socket.socket) -> int:
    """How many bytes the system has for us."""
    if sys.platform == "win32":
        return 0
    import fcntl  # noqa: PLC0415 - not on Windows
    import termios  # noqa: PLC0415

    counted = fcntl.ioctl(raw.fileno(), termios.FIONREAD, b"\0" * 4)
    return int.from_bytes(counted, sys.byteorder)
