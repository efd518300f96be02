"""A request's body, whole before anybody works on it: sizes and a term, and a bound on what all of them hold."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import cast

from litestar import Litestar
from litestar.exceptions import HTTPException
from litestar.routes import HTTPRoute
from litestar.types import HTTPReceiveMessage, HTTPScope, Receive

from portal.addresses import Shares, Trusted
from portal.errors import NoDisponible
from portal.texts.named import datos

TERM_S = 10.0
# Bytes that make the term a second longer: the largest form that a route takes has a minute more.
PACE = 64 * 1024
MAXIMUM = 64 * 1024
# What all the bodies of a process may hold while they come and wait, and those of one address.
ALL = 128 * 1024 * 1024
SHARE = 16 * 1024 * 1024
CLOSE = {"Connection": "close"}

_Receive = Callable[[], Awaitable[HTTPReceiveMessage]]


def larger_bodies(app: Litestar) -> dict[str, int]:
    """The routes that take more than the others, by their path."""
    return {
        route.path_format: limit
        for route in app.routes
        if isinstance(route, HTTPRoute)
        for handler in route.route_handlers
        if isinstance(limit := handler.resolve_request_max_body_size(), int) and limit > MAXIMUM
    }


class Bodies:
    """Reads each within `term` seconds, no larger than its path allows.

    One that keeps coming at a modem's pace is waited for, as long as it comes.
    """

    def __init__(
        self, term: float = TERM_S, larger: Mapping[str, int] | None = None, trusted: Trusted | None = None
    ) -> None:
        self._term = term
        self._larger = larger or {}
        self._held = 0
        self._shares = Shares(SHARE, trusted or Trusted(""))

    async def read(self, scope: HTTPScope, receive: Receive, address: str) -> "Body | None":
        """The whole body; None where the client has gone. Raises HTTPException (408, 413) and NoDisponible."""
        body = Body(self, address)
        try:
            async with asyncio.timeout(self._term) as term:
                return body if await self._fill(body, scope, cast("_Receive", receive), term) else None
        except TimeoutError:
            body.release()
            raise HTTPException(status_code=408, headers=CLOSE) from None
        except BaseException:
            body.release()
            raise

    async def _fill(self, body: "Body", scope: HTTPScope, receive: _Receive, term: asyncio.Timeout) -> bool:
        maximum = self._larger.get(scope["path"].rstrip("/") or "/", MAXIMUM)
        declared = dict(scope["headers"]).get(b"content-length", b"")
        if declared.isdigit() and int(declared) > maximum:
            raise HTTPException(status_code=413, headers=CLOSE)
        while True:
            message = await receive()
            if message["type"] != "http.request":
                body.release()
                return False
            part = message.get("body", b"")
            if len(body.content) + len(part) > maximum:
                raise HTTPException(status_code=413, headers=CLOSE)
            if part:
                body.add(part)
                term.reschedule((term.when() or 0) + len(part) / PACE)
            if not message.get("more_body", False):
                return True

    def hold(self, address: str, amount: int) -> None:
        """Raises NoDisponible where there is no room for so much more."""
        if self._held + amount > ALL or not self._shares.fits(address, amount):
            raise NoDisponible("saturado", datos(caso="pedidos"), 2)
        self._held += amount
        self._shares.take(address, amount)

    def let_go(self, address: str, amount: int) -> None:
        self._held -= amount
        self._shares.give_back(address, amount)


class Body:
    """What came of one, held until it is released."""

    def __init__(self, bodies: Bodies, address: str) -> None:
        self._bodies = bodies
        self._address = address
        self.content = bytearray()

    def add(self, part: bytes) -> None:
        self._bodies.hold(self._address, len(part))
        self.content += part

    def release(self) -> None:
        if self.content:
            self._bodies.let_go(self._address, len(self.content))
            self.content = bytearray()

    def again(self, receive: Receive) -> Receive:
        """Gives it to the application at once, and then whatever the server says."""
        given = False

        async def give() -> HTTPReceiveMessage:
            nonlocal given
            if given:
                return await cast("_Receive", receive)()
            given = True
            return {"type": "http.request", "body": bytes(self.content), "more_body": False}

        return cast("Receive", give)
