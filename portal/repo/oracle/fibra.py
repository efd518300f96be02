"""Blocking calls that leave the loop its turn while they wait, in the loop's own thread.

The driver that cannot crash is the blocking one. In a thread of its own every wait of it gives the interpreter's lock
away and asks for it again beside a busy loop, which costs more than the call; here it only changes stacks.
"""

import asyncio
import contextvars
import select
import time
from collections.abc import Callable, Coroutine, Generator
from typing import Generic, NamedTuple, TypeVar

from greenlet import getcurrent, greenlet

T = TypeVar("T")
R = TypeVar("R")

SIN_FIBRA_S = 3.0


class Espera(NamedTuple):
    """What a fibra waits for: that a file can be read or written, or that so many seconds pass."""

    fd: int
    escribe: bool
    segundos: float


class Fibra(greenlet, Generic[T]):
    """A call under way, begun where the loop runs; whoever awaits it may go away, and it goes on.

    `limite_s` bounds each of its waits, and `hasta`, on the monotonic clock, all of them; then whoever waits meets
    TimeoutError. What runs inside must not touch the loop: libuv keeps addresses of the stack that a fibra's covers.
    """

    def __init__(self, *, limite_s: float, hasta: float | None = None) -> None:
        super().__init__()
        self.gr_context = contextvars.copy_context()
        self.limite_s = limite_s
        self.hasta = hasta
        self._lazo = getcurrent()
        self._bucle = asyncio.get_running_loop()
        self._futuro: asyncio.Future[T] = self._bucle.create_future()
        self._avisos: list[Callable[[], None]] = []
        self._hecho: tuple[T] | BaseException | None = None
        self._visto: Espera | None = None
        self._reloj: asyncio.TimerHandle | None = None

    def empezar(self, trabajo: Callable[[], T]) -> "Fibra[T]":
        """Runs it up to its first wait."""
        self._seguir(trabajo)
        return self

    def __await__(self) -> Generator[object, None, T]:
        return self._futuro.__await__()

    def al_terminar(self, aviso: Callable[[], None]) -> None:
        """To be called at its end, or now."""
        if self.dead:
            aviso()
        else:
            self._avisos.append(aviso)

    def run(self, trabajo: Callable[[], T]) -> None:
        """Inside: the call."""
        try:
            self._hecho = (trabajo(),)
        except BaseException as error:  # noqa: BLE001 - it is told to whoever awaits
            self._hecho = error

    def esperar(self, fd: int, *, escribe: bool) -> None:
        """Inside: until that is possible. Raises TimeoutError."""
        segundos = self.limite_s if self.hasta is None else min(self.limite_s, self.hasta - time.monotonic())
        if segundos <= 0:
            raise TimeoutError
        if not self._lazo.switch(Espera(fd, escribe, segundos)):
            raise TimeoutError

    def aguardar(self, corrutina: Coroutine[object, None, R]) -> R:
        """Inside: what it returns, run by the loop."""
        tarea: asyncio.Task[R] = self._lazo.switch(corrutina)
        return tarea.result()

    def _seguir(self, dicho: object = None) -> None:
        """The loop's side: gives it the turn, and takes up what it waits for next. dicho: its work, that it can go
        on, the task that it asked for, or nothing where it waited too long."""
        if self._reloj is not None:
            self._reloj.cancel()
            self._reloj = None
        pedido: Espera | Coroutine[object, None, object] | None = self.switch(dicho)
        if isinstance(pedido, Espera):
            self._mirar(pedido)
            self._reloj = self._bucle.call_later(pedido.segundos, self._seguir)
            return
        self._mirar(None)
        if pedido is not None:
            self._bucle.create_task(pedido, context=self.gr_context).add_done_callback(self._seguir)
        else:
            self._avisar()

    def _mirar(self, pedido: Espera | None) -> None:
        """Has the loop watch that file from now on. It goes on where it is the same as before: a transaction waits for
        its answers one after another, and each change costs the loop several calls to the system."""
        visto, self._visto = self._visto, pedido
        if visto is not None and (pedido is None or (visto.fd, visto.escribe) != (pedido.fd, pedido.escribe)):
            (self._bucle.remove_writer if visto.escribe else self._bucle.remove_reader)(visto.fd)
            visto = None
        if pedido is not None and visto is None:
            (self._bucle.add_writer if pedido.escribe else self._bucle.add_reader)(pedido.fd, self._seguir, True)

    def _avisar(self) -> None:
        avisos, self._avisos = self._avisos, []
        try:
            # First, so that whoever takes the connection next begins before this one's page is made.
            for aviso in avisos:
                aviso()
        finally:
            self._decir()

    def _decir(self) -> None:
        """To whoever awaits it."""
        hecho, self._hecho = self._hecho, None  # an error that is kept would keep this in turn
        if self._futuro.done():
            pass  # whoever awaited went away
        elif isinstance(hecho, tuple):
            self._futuro.set_result(hecho[0])
        elif hecho is not None:
            self._futuro.set_exception(hecho)


def esperar(fd: int, *, escribe: bool) -> None:
    """Until that is possible: by turns inside a fibra, and otherwise as any blocking call. Raises TimeoutError."""
    fibra = getcurrent()
    if isinstance(fibra, Fibra):
        fibra.esperar(fd, escribe=escribe)
        return
    mirador = select.poll()
    mirador.register(fd, select.POLLOUT if escribe else select.POLLIN)
    if not mirador.poll(SIN_FIBRA_S * 1000):
        raise TimeoutError
