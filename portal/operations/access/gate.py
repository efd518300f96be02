"""Sign-ins of one address, a few at a time: a flood of them stands in its own line, not before everybody's payments.

A wrong password costs the portal as much as a payment. Two at a time for an address, and a refusal that keeps its place
for a moment, leave a flood forty tries a second; other addresses do not wait for it.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from functools import wraps
from typing import ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from portal.addresses import line_of
from portal.errors import DemasiadosIntentos, NoAutenticado

P = ParamSpec("P")
T = TypeVar("T")

A_LA_VEZ = 2
EN_FILA = 64
PAUSA_S = 0.05


class _Fila:
    """cuantos: those inside and those who wait."""

    def __init__(self) -> None:
        self.lugares = asyncio.Semaphore(A_LA_VEZ)
        self.cuantos = 0


# By loop, so that each process, and each test, has its own.
_filas: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[str, _Fila]] = WeakKeyDictionary()


@asynccontextmanager
async def paso(ip: str) -> AsyncIterator[None]:
    """A place for a sign-in from there. Raises DemasiadosIntentos where the line is too long to stand in."""
    filas = _filas.setdefault(asyncio.get_running_loop(), {})
    fila = filas.setdefault(ip, _Fila())
    if fila.cuantos >= A_LA_VEZ + EN_FILA:
        raise DemasiadosIntentos("demasiados-a-la-vez", (), 1)
    fila.cuantos += 1
    try:
        async with fila.lugares:
            try:
                yield
            except (NoAutenticado, DemasiadosIntentos):
                await asyncio.sleep(PAUSA_S)
                raise
    finally:
        fila.cuantos -= 1
        if not fila.cuantos:
            filas.pop(ip, None)


def de_a_pocos(entrar: Callable[P, Coroutine[object, object, T]]) -> Callable[P, Coroutine[object, object, T]]:
    """An act that begins when its `ip` has a place for it."""

    @wraps(entrar)
    async def con_lugar(*args: P.args, **kwargs: P.kwargs) -> T:
        async with paso(line_of(str(kwargs["ip"]))):
            return await entrar(*args, **kwargs)

    return con_lugar
