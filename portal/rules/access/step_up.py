"""When whoever holds a session has to prove again to be its user (ASVS 7.5.3: before what does most harm)."""

from datetime import datetime, timedelta

from portal.errors import PruebaVencida
from portal.structs.usuarios import Actor

VALE = timedelta(minutes=10)


def reciente(probada: datetime | None, ahora: datetime) -> bool:
    """Whether a proof of that moment is still good; none is not, nor one of a clock that was ahead."""
    return probada is not None and timedelta(0) <= ahora - probada <= VALE


def exigir(actor: Actor, ahora: datetime) -> None:
    """Raises PruebaVencida for a browser's session whose last proof is old. A program's credential is its proof, and
    what the portal does by itself has none."""
    if actor.puerta == "pagina" and not reciente(actor.probada, ahora):
        raise PruebaVencida
