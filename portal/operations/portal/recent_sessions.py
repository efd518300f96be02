"""Sessions that the database confirmed a moment ago, so that a page and its next are not two questions more."""

from datetime import datetime, timedelta

from portal.structs.usuarios import Actor, Rol

# A session that ended elsewhere is over here within this (T4 of the threat model allows a second).
VALE = timedelta(seconds=1)
CUANTAS = 10_000


class Vistas:
    """Of this process alone. An operador, who sees everybody's, is asked for every time, and so is who may choose
    another's documento: what was withdrawn, or chosen in another process, is so at once."""

    def __init__(self) -> None:
        self._actores: dict[str, tuple[datetime, Actor]] = {}
        self.olvidos = 0

    def actor(self, sid: str, ahora: datetime) -> Actor | None:
        """Who was seen under that session less than a second ago; a clock that was set back knows nobody."""
        visto, actor = self._actores.get(sid, (None, None))
        return actor if visto is not None and timedelta(0) <= ahora - visto < VALE else None

    def anotar(self, actor: Actor, ahora: datetime, olvidos: int) -> None:
        """`olvidos` as they were before the database was asked: an answer that crossed an ending is not kept."""
        if actor.rol is Rol.OPERADOR or actor.autorizaciones or olvidos != self.olvidos:
            return
        if len(self._actores) >= CUANTAS:
            self._actores.clear()
        self._actores[actor.sid] = ahora, actor

    def olvidar(self) -> None:
        """Some session ended here: all are asked for again, at once."""
        self.olvidos += 1
        self._actores.clear()
