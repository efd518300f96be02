"""What the connections of one process share: how many there are, of whom, and whether it is closing."""

import sys
from typing import Protocol

from uvicorn.server import ServerState

from portal.addresses import Shares, Trusted

MOST = 2048
SHARE = 256
# Descriptors that are for other things: the database, files, pipes.
RESERVED = 128


class OpenConnection(Protocol):
    """One that may be told to make room."""

    def make_room(self) -> None: ...


class Door:
    """Lets `most` connections in, `share` of an address. At the bound, the one that has waited longest leaves.

    Those that wait are those without a whole request, and those that do not read their answer.
    """

    def __init__(self, trusted: Trusted, most: int, share: int = SHARE) -> None:
        self.closing = False
        self._most = most
        self._inside = 0
        self._shares = Shares(share, trusted)
        self._waiting: dict[OpenConnection, None] = {}

    def may_enter(self, host: str) -> bool:
        """Whether that address has room for one more."""
        return self._shares.fits(host)

    def enter(self, host: str) -> bool:
        """Counts one more; false where nobody could make room for it."""
        if self._inside >= self._most:
            oldest = next(iter(self._waiting), None)
            if oldest is None:
                return False
            del self._waiting[oldest]
            oldest.make_room()
        self._inside += 1
        self._shares.take(host)
        return True

    def leave(self, host: str) -> None:
        self._inside -= 1
        self._shares.give_back(host)

    def waits(self, connection: OpenConnection) -> None:
        self._waiting.pop(connection, None)
        self._waiting[connection] = None

    def works(self, connection: OpenConnection) -> None:
        self._waiting.pop(connection, None)


def door_of(state: ServerState, allowed: str) -> Door:
    """The one of that server. allowed: FORWARDED_ALLOW_IPS."""
    door: Door = vars(state).get("door") or Door(Trusted(allowed), _most())
    vars(state)["door"] = door
    return door


def _most() -> int:
    """No more than this process may have open."""
    if sys.platform == "win32":
        return MOST
    import resource  # noqa: PLC0415 - not on Windows

    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST if soft == resource.RLIM_INFINITY else max(RESERVED, min(MOST, soft - RESERVED))


def raise_descriptors() -> None:
    """A process may often have more of them open than it is given at first."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST + RESERVED
    if soft != resource.RLIM_INFINITY and soft < wanted:
        top = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (top, hard))
