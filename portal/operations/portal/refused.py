"""How many refusals leave a row: of each user or network some an hour, and of everybody so many, on each instance."""

from datetime import datetime, timedelta

PERIODO = timedelta(hours=1)
POR_QUIEN = 20
EN_TOTAL = 500


class Negadas:
    """How many rows were written in this hour, and of whom, by this process."""

    def __init__(self) -> None:
        self._desde: datetime | None = None
        self._por_quien: dict[str, int] = {}

    def cabe(self, quien: str, ahora: datetime) -> bool:
        """Counts one more of that user or network; False where no more of them are written in this hour."""
        if self._desde is None or not timedelta(0) <= ahora - self._desde < PERIODO:
            self._desde = ahora
            self._por_quien.clear()
        if self.llena(quien) or sum(self._por_quien.values()) >= EN_TOTAL:
            return False
        self._por_quien[quien] = self._por_quien.get(quien, 0) + 1
        return True

    def llena(self, quien: str) -> bool:
        """Whether the last one that counts was this."""
        return self._por_quien.get(quien, 0) >= POR_QUIEN
