"""A transaction whose body runs whole in one thread.

Between two trips of the usual one the loop has its turn, while the connection waits: where many ask at once those turns
cost more than the trips.
"""

import asyncio
import contextvars
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar

import oracledb

from portal.repo.oracle.errores import tarde
from portal.repo.oracle.sesion import Sesion, Trabajo

T = TypeVar("T")

REVISION_S = 0.05


@dataclass(slots=True)
class SesionEnHilo(Sesion):
    """Calls run where they are made. Its reads together have `lectura_ms`, the wait for a connection included; `plazo`
    is when that ends, on the monotonic clock, while one is under way."""

    comienzo: float = field(init=False)
    bucle: asyncio.AbstractEventLoop = field(default_factory=asyncio.get_running_loop)
    plazo: float | None = None
    abandonada: bool = False
    vigia: asyncio.TimerHandle | None = None

    def __post_init__(self) -> None:
        self.comienzo = time.monotonic() if self.desde is None else self.desde

    async def correr(self, cuerpo: Callable[[], Coroutine[object, None, T]]) -> T:
        """What it returns. A reader who waited enough is told so, and the thread finds it out at its next call; a
        caller who goes away interrupts nothing."""
        espera: asyncio.Future[T] = self.bucle.create_future()
        contexto = contextvars.copy_context()
        futuro = self.pool.en_hilo(lambda: contexto.run(self._correr, cuerpo))
        futuro.add_done_callback(lambda hecho: self._terminada(hecho, espera))
        self._vigilar(espera, self._hasta() - time.monotonic())
        return await espera

    def _hasta(self) -> float:
        return self.comienzo + self.lectura_ms / 1000

    def _vigilar(self, espera: asyncio.Future[Any], segundos: float) -> None:
        def mirar() -> None:
            plazo, ahora = self.plazo, time.monotonic()
            if plazo is None or plazo > ahora:
                self._vigilar(espera, REVISION_S)
                return
            self.abandonada = True
            if not espera.done():
                espera.set_exception(tarde())

        self.vigia = self.bucle.call_later(segundos, mirar)

    def _terminada(self, hecho: asyncio.Future[T], espera: asyncio.Future[T]) -> None:
        if self.vigia:
            self.vigia.cancel()
        if self.prestada:
            (self.pool.devolver if self.sana and not self.abandonada else self.pool.soltar)(self.conexion)
        error = hecho.exception()
        if espera.done():
            return
        if error is None:
            espera.set_result(hecho.result())
        else:
            espera.set_exception(error)

    def _correr(self, cuerpo: Callable[[], Coroutine[object, None, T]]) -> T:
        corrutina = cuerpo()
        try:
            corrutina.send(None)
        except StopIteration as fin:
            hecho: T = fin.value
            return hecho
        else:
            corrutina.close()
            raise RuntimeError("it awaited something else than its transaction")
        finally:
            self._deshacer()

    def _deshacer(self) -> None:
        if self.prestada and self.sana and not self.abandonada and self.conexion.cruda.transaction_in_progress:
            try:
                self.conexion.cruda.rollback()
            except (oracledb.Error, OSError):
                self.sana = False

    async def _a_plazo(self, trabajo: Trabajo[T], hasta: float) -> T:
        self.plazo = hasta
        try:
            return await self._hacer(trabajo, repetible=True)
        finally:
            self.plazo = None

    async def _en_hilo(self, trabajo: Callable[[], T]) -> T:
        if self.abandonada:
            raise tarde()
        return trabajo()

    async def _otra_conexion(self) -> None:
        asyncio.run_coroutine_threadsafe(super(SesionEnHilo, self)._otra_conexion(), self.bucle).result()
