"""What this process took of the channels' quotas and has not given out yet, so that a request is not a question to the
database: of each channel, and only of the present window."""

import asyncio
from datetime import datetime

from msgspec import Struct

from portal.structs.canales import Quota


class Allowance(Struct):
    """Of one channel and quota. en_mano: how much of it this process may still give out; quedan: how much nobody has
    taken, as the database said; cerrada: the database was asked for more and had none."""

    desde: datetime
    en_mano: int = 0
    quedan: int | None = None
    cerrada: bool = False


class Allowances:
    """Of this process alone: what it takes in vain is nobody's until the window ends."""

    def __init__(self) -> None:
        self._partes: dict[tuple[int, Quota], Allowance] = {}
        self._documentos: dict[int, tuple[datetime, set[str]]] = {}
        self._turnos: dict[int, asyncio.Lock] = {}

    def de(self, usuario_id: int, quota: Quota, desde: datetime) -> Allowance:
        """The one of that window; one of an earlier or a later is forgotten."""
        parte = self._partes.get((usuario_id, quota))
        if parte is None or parte.desde != desde:
            parte = self._partes[usuario_id, quota] = Allowance(desde)
        return parte

    def vistos(self, usuario_id: int, desde: datetime) -> set[str]:
        """Documentos that this process knows to be counted in that window; never more than the quota lets in."""
        visto, documentos = self._documentos.get(usuario_id, (None, set[str]()))
        if visto != desde:
            documentos = set()
            self._documentos[usuario_id] = desde, documentos
        return documentos

    def turno(self, usuario_id: int) -> asyncio.Lock:
        """Those of one channel ask the database one after the other."""
        return self._turnos.setdefault(usuario_id, asyncio.Lock())

    def olvidar(self) -> None:
        """Somebody changed a quota here: all are asked for again."""
        self._partes.clear()
