"""How many requests are worked on at once, and who begins: a crowd does not make everybody wait for its end."""

import asyncio
from collections import deque
from collections.abc import Iterator

from msgspec import Struct

from portal.addresses import Shares, Trusted
from portal.errors import DemasiadosIntentos, NoDisponible
from portal.texts.named import datos

# Each waits for a few others at most: beyond it, a quick "later" is better than a slow answer for everybody.
TOTAL = 200
SHARE = 50
# How many begin before those that were begun go on.
A_TURN = 2
PATIENCE_S = 1.0
# One that is queued behind another on its connection, as no browser does: one by one, and a quarter of the time.
PATIENCE_BEHIND_S = 30.0
REST = 3
REST_MAXIMUM_S = 0.2
RETRY_S = 2


class _Waiter(Struct, eq=False):
    address: str
    turn: asyncio.Future[None]


class Place:
    """One that was taken; it may be given back twice."""

    def __init__(self, places: "Places | None", address: str = "", *, behind: bool = False) -> None:
        self._places = places
        self._address = address
        self._behind = behind

    def give_back(self) -> None:
        if self._places is not None:
            places, self._places = self._places, None
            places.free(self._address, behind=self._behind)


# For a path that needs none.
NO_PLACE = Place(None)


class Places:
    """`total` at once, `share` of them an address. Who may not begin yet waits for `patience` seconds.

    Of those that wait, each turn takes the one that came first and the one that came last: whoever comes after a crowd
    does not wait for it, and the crowd goes on.
    """

    def __init__(
        self,
        total: int = TOTAL,
        share: int = SHARE,
        patience: float = PATIENCE_S,
        trusted: Trusted | None = None,
    ) -> None:
        self._free = total
        self._patience = patience
        self._shares = Shares(share, trusted or Trusted(""))
        self._line: deque[_Waiter] = deque()
        self._behind: deque[_Waiter] = deque()
        self._begun = 0
        self._planned = False
        self._resting = False
        self._behind_since = 0.0

    async def take(self, address: str, *, behind: bool = False) -> Place:
        """Raises NoDisponible, or DemasiadosIntentos where only that address has too many."""
        if behind:
            await self._wait(address, self._behind, PATIENCE_BEHIND_S)
        elif self._line or self._begun >= A_TURN or not self._may_begin(address):
            await self._wait(address, self._line, self._patience)
        else:
            self._begin(address)
        return Place(self, address, behind=behind)

    def free(self, address: str, *, behind: bool) -> None:
        """Somebody else may begin."""
        self._free += 1
        self._shares.give_back(address)
        loop = asyncio.get_running_loop()
        if behind:
            loop.call_later(min((loop.time() - self._behind_since) * REST, REST_MAXIMUM_S), self._rested)
        if self._line:
            self._plan()

    async def _wait(self, address: str, line: deque[_Waiter], patience: float) -> None:
        waiter = _Waiter(address, asyncio.get_running_loop().create_future())
        line.append(waiter)
        self._plan()
        try:
            async with asyncio.timeout(patience):
                await waiter.turn
        except TimeoutError:
            if waiter.turn.cancelled():
                line.remove(waiter)
                raise self._refusal() from None
        except asyncio.CancelledError:
            if waiter.turn.cancelled():
                line.remove(waiter)
            else:
                self.free(address, behind=line is self._behind)
            raise

    def _refusal(self) -> Exception:
        if self._free:
            return DemasiadosIntentos("direccion-saturada", datos(caso="pedidos"), RETRY_S)
        return NoDisponible("saturado", datos(caso="pedidos"), RETRY_S)

    def _may_begin(self, address: str) -> bool:
        return self._free > 0 and self._shares.fits(address)

    def _begin(self, address: str) -> None:
        self._free -= 1
        self._shares.take(address)
        self._begun += 1
        self._plan()

    def _turn(self) -> None:
        """What follows a round of the loop, while there is somebody to begin."""
        self._planned = False
        self._begun = 0
        self._pass(self._line, iter(self._line))
        self._pass(self._line, reversed(self._line))
        if not self._resting and self._pass(self._behind, iter(self._behind)):
            self._resting = True
            self._behind_since = asyncio.get_running_loop().time()

    def _pass(self, line: deque[_Waiter], order: Iterator[_Waiter]) -> bool:
        """The first in that order that may begin does."""
        chosen = next((one for one in order if not one.turn.done() and self._may_begin(one.address)), None)
        if chosen is None:
            return False
        line.remove(chosen)
        self._begin(chosen.address)
        chosen.turn.set_result(None)
        return True

    def _rested(self) -> None:
        self._resting = False
        self._plan()

    def _plan(self) -> None:
        if not self._planned:
            self._planned = True
            asyncio.get_running_loop().call_soon(self._turn)
