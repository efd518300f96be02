"""When something that is done now and then has its turn."""

from datetime import datetime, timedelta


class CadaTanto:
    """Of this process alone: what it is for does no harm where two instances do it."""

    def __init__(self, tanto: timedelta) -> None:
        self._tanto = tanto
        self._ultima: datetime | None = None

    def toca(self, ahora: datetime) -> bool:
        """Whether it is time, which counts from here on; also for a clock that was set back."""
        if self._ultima is not None and timedelta(0) <= ahora - self._ultima < self._tanto:
            return False
        self._ultima = ahora
        return True
