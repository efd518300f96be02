"""When a database's version is looked at again: somebody may move its schema under a portal that runs."""

import time

EVERY_S = 2.0


class Lookout:
    """Of one process, on one database. Who begins a transaction asks `due`, and says how the look ended."""

    def __init__(self) -> None:
        self._looked: float | None = None

    def due(self) -> bool:
        """Whether it is to be looked at before anything else is done. One looks while the others go on; until a look
        went well everybody does."""
        now = time.monotonic()
        if self._looked is None:
            return True
        if now - self._looked < EVERY_S:
            return False
        self._looked = now
        return True

    def passed(self) -> None:
        """It is of this version."""
        self._looked = time.monotonic()

    def failed(self) -> None:
        """It is not."""
        self._looked = None
