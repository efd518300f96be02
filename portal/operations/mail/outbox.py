"""Writing to somebody: the carta is kept in the same transaction as what it tells, and the sweep sends it."""

from datetime import datetime

import msgspec

from portal.repo.protocol import Transaccion
from portal.repo.tables.mail import cartas
from portal.structs.cartas import Carta

# What a column of every engine holds: characters of the one, bytes of the other.
LARGO_SUCESO, LARGO_DATOS = 120, 4000


async def encolar(tx: Transaccion, ahora: datetime, carta: Carta) -> None:
    """Queues it in the caller's transaction: it is sent if that is confirmed, and only then. Of one event there is one,
    however often it comes. Raises ValueError for one that no outbox holds: its writer's mistake."""
    if not 0 < len(carta.suceso) <= LARGO_SUCESO or len(msgspec.json.encode(carta.datos)) > LARGO_DATOS:
        raise ValueError(f"too long for the outbox: {carta.clase}")
    await cartas.encolar(tx.sql, ahora, carta)
