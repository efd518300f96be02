"""When a database's version is looked at again: somebody may move its schema under a portal that runs."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from portal.errors import NoDisponible

EVERY_S = 2.0


class Lookout:
    """Of one process, on one database. Who begins a transaction asks `due`, and looks within `looking`."""

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

    @contextmanager
    def looking(self, untold: type[NoDisponible] | tuple[()] = ()) -> Iterator[None]:
        """Around a look, which raises NoDisponible where the database is of another version. untold: one that tells
        nothing of its version."""
        try:
            yield
        except untold:
            raise
        except NoDisponible:
            self.look_again()
            raise
        self._looked = time.monotonic()

    def look_again(self) -> None:
        """Everybody does, until a look goes well."""
        self._looked = None
