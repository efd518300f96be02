"""Whether the portal could write a moment ago: a database that answers may be full, locked or read-only."""

import asyncio
from contextlib import suppress
from datetime import timedelta

from portal.clock import Clock
from portal.repo.protocol import LlaveDuplicada, Repo, Transaccion
from portal.repo.tables import pulse

VALE = timedelta(seconds=5)


class Pulso:
    """Of one process. Those who ask at the same time share one look, so that nobody can make it write more often."""

    def __init__(self) -> None:
        self._mirada: asyncio.Task[None] | None = None

    async def sentir(self, repo: Repo, clock: Clock) -> None:
        """Raises NoDisponible, with the cause, or ResultadoDesconocido where it cannot be written now."""
        if self._mirada is None or self._mirada.done():
            self._mirada = asyncio.create_task(_mirar(repo, clock))
            self._mirada.add_done_callback(lambda hecha: hecha.cancelled() or hecha.exception())
        await asyncio.shield(self._mirada)


async def _mirar(repo: Repo, clock: Clock) -> None:
    await repo.verificar()
    latido = await repo.read(lambda tx: pulse.ultimo(tx.sql))
    # One from the future was written under a clock that was set back since.
    if latido is not None and abs(clock() - latido) < VALE:
        return

    async def latir(tx: Transaccion) -> None:
        await pulse.latir(tx.sql, clock())
        await tx.confirmar()

    with suppress(LlaveDuplicada):
        await repo.write(latir)
