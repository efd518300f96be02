"""One task at a time, and the seed says which: the same seed is the same history."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from tests import datos
from tests.simulator.oracle import Roto


class Vida:
    """A process from its start to its death; its clock may be wrong by `desfase`."""

    def __init__(self, nombre: str, mundo: "Turnos", desfase: timedelta = timedelta()) -> None:
        self.nombre = nombre
        self.desfase = desfase
        self.muerta = False
        self._mundo = mundo

    def clock(self) -> datetime:
        return self._mundo.ahora + self.desfase


class Turnos:
    """Every task stops at each boundary with the database or the bank until its turn comes; time passes meanwhile."""

    def __init__(self, azar: Random) -> None:
        self.azar = azar
        self.ahora = datos.AHORA
        self.termino = False
        self.servidor = Vida("servidor", self)
        self.sueltas: set[asyncio.Task[None]] = set()
        self._esperan: list[tuple[asyncio.Future[None], Vida]] = []
        self._escribe: Vida | None = None
        self._quieren: list[asyncio.Future[None]] = []

    async def turno(self, vida: Vida) -> None:
        """Waits for its turn; a process that died meanwhile does nothing more."""
        self.exigir(vida)
        espera: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._esperan.append((espera, vida))
        await espera
        self.exigir(vida)

    async def pausa(self, cuantos: int) -> None:
        """Somebody does nothing for that many turns."""
        for _ in range(cuantos):
            await self.turno(self.servidor)

    def exigir(self, vida: Vida) -> None:
        """Raises CancelledError where that process is dead."""
        if vida.muerta or self.termino:
            raise asyncio.CancelledError

    @property
    def alguien_escribe(self) -> bool:
        return self._escribe is not None

    async def tomar_escritura(self, vida: Vida) -> None:
        """SQLite has one writer: the others wait, whatever process they are of."""
        while self._escribe is not None:
            espera: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._quieren.append(espera)
            await espera
            self.exigir(vida)
        self._escribe = vida

    def soltar_escritura(self) -> None:
        self._escribe = None
        for espera in self._quieren:
            if not espera.done():
                espera.set_result(None)
        self._quieren.clear()

    def matar(self, vida: Vida) -> None:
        """Its tasks end where they wait, without a word, and their transactions are rolled back."""
        vida.muerta = True
        for espera, de in self._esperan:
            if de is vida:
                espera.cancel()

    async def correr(self, tareas: list[asyncio.Task[None]], despues: Callable[[], None]) -> None:
        """Gives turns until those tasks end and nobody waits; `despues` is called after each."""
        await self._quietos()
        while self._esperan:
            espera, _ = self._esperan.pop(self.azar.randrange(len(self._esperan)))
            if espera.done():
                continue
            self.ahora += timedelta(milliseconds=self.azar.randrange(40))
            espera.set_result(None)
            await self._quietos()
            despues()
        if any(not tarea.done() for tarea in tareas):
            raise Roto("every task waits for another")

    async def _quietos(self) -> None:
        listos = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]  # noqa: SLF001 - only the loop knows whether anybody can go on
        await asyncio.sleep(0)
        while listos:  # noqa: ASYNC110 - there is no event: it waits for whoever else can go on
            await asyncio.sleep(0)
