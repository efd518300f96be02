"""Transactions whose answers land where their limit ends, in a process of their own, which a wrong order kills."""

import asyncio
import itertools
import random
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TypeAlias

import msgspec
from msgspec import structs

from portal.errors import NoDisponible, ResultadoDesconocido
from portal.repo.oracle.repo import OracleRepo
from portal.repo.protocol import Transaccion
from tests.oracle_wire.ajustes import ajustes, by_tls
from tests.repo.oracle.crossing.company import MICRO, READ, ROWS, said, whose

LIMIT_S = 0.05
AROUND_S = 0.005
STEP_S = 0.0005
CALLERS = 5
CONNECTIONS = 8  # some are always being opened
GONE = 9  # one in so many

Request: TypeAlias = Callable[[OracleRepo, int, "Aim"], Awaitable[list[str]]]


class Asked(msgspec.Struct, frozen=True):
    """wallet: with it the way is TLS."""

    port: int
    crossings: int
    loop: str
    wallet: str = ""


class Told(msgspec.Struct):
    """What became of each request. unlike: those that were answered with another's."""

    answered: int = 0
    late: int = 0
    gone: int = 0
    unlike: list[int] = []
    confirmed: list[int] = []


def around() -> float:
    """Seconds from the very instant."""
    return random.uniform(-AROUND_S, AROUND_S)  # noqa: S311 - no secret


class Hurried(Exception):
    """The wait for a connection left too little of the limit to aim at: it is asked again."""


class Aim:
    """When an answer has to leave in order to cross the limit, on whatever machine: where half of them are late, found
    by a step towards it after each, and a little around it."""

    def __init__(self) -> None:
        self._before = 0.0

    def wait(self, left_s: float) -> int:
        """Microseconds. Raises Hurried."""
        if left_s < LIMIT_S / 2:
            raise Hurried
        return max(0, int((left_s - self._before + around()) * MICRO))

    def note(self, *, late: bool) -> None:
        self._before = min(LIMIT_S, self._before + (STEP_S if late else -STEP_S))


async def read(repo: OracleRepo, number: int, aim: Aim) -> list[str]:
    """A read, run whole."""
    asked = time.monotonic()

    async def body(tx: Transaccion) -> list[str]:
        wait = aim.wait(asked + LIMIT_S - time.monotonic())
        return [str(row["texto"]) for row in await tx.sql.todas(READ, number=number, wait=wait)]

    return await repo.read(body)


async def consult(repo: OracleRepo, number: int, aim: Aim) -> list[str]:
    """The call whose read may travel with it; either of both crosses."""
    asked = time.monotonic()

    async def body(tx: Transaccion) -> list[str]:
        wait = aim.wait(asked + LIMIT_S - time.monotonic())
        first, second = (wait, 0) if number % 2 else (0, wait)
        early = await tx.sql.read_early(READ, number=number, wait=first)
        answer = await tx.paquete.consultar("4567890", 1, f"{number}-{second}")
        return [*early.textos, answer.desc_clie, *(debt.descripcion for debt in answer.deudas)]

    return await repo.write(body)


async def pay(repo: OracleRepo, number: int, aim: Aim) -> list[str]:
    """A payment and its commit, run whole."""

    async def body(tx: Transaccion) -> list[str]:
        answer = await tx.paquete.pagar(number, "caja", f"{number}-{aim.wait(LIMIT_S)}")
        await tx.confirmar()
        return [answer.mod_fact, answer.descresp]

    return await repo.write(body)


async def by_steps(repo: OracleRepo, number: int, aim: Aim) -> list[str]:
    """The same after a read, in the caller's own task."""
    async with repo.escritura() as tx:
        rows = await tx.sql.todas(READ, number=number, wait=0)
        answer = await tx.paquete.pagar(number, "caja", f"{number}-{aim.wait(LIMIT_S)}")
        await tx.confirmar()
        return [*(str(row["texto"]) for row in rows), answer.descresp]


TEXTS: dict[Request, int] = {read: ROWS, consult: 2 * ROWS + 1, pay: 2, by_steps: ROWS + 1}
REQUESTS = tuple(TEXTS)
CONFIRM = (pay, by_steps)


async def crossing(asked: Asked) -> Told:
    """The whole of it, in the loop that runs."""
    settings = ajustes(asked.port, minimo=CONNECTIONS, maximo=CONNECTIONS, lectura_ms=int(LIMIT_S * 1000))
    settings = structs.replace(settings, oracle_pool_inc=CONNECTIONS)
    if asked.wallet:
        settings = by_tls(settings, Path(asked.wallet))
    repo = OracleRepo(settings, write_ms=int(LIMIT_S * 1000))
    told, numbers = Told(), itertools.count(1)
    aims = {request: Aim() for request in REQUESTS}
    await asyncio.gather(*(_caller(repo, told, numbers, aims, asked.crossings) for _ in range(CALLERS)))
    await repo.cerrar()
    return told


async def _caller(
    repo: OracleRepo, told: Told, numbers: Iterator[int], aims: dict[Request, Aim], crossings: int
) -> None:
    """One request after another; one in GONE does not stay for the answer."""
    while told.answered + told.late + told.gone < crossings:
        number = next(numbers)
        request = REQUESTS[number % len(REQUESTS)]
        task = asyncio.ensure_future(request(repo, number, aims[request]))
        if number % GONE == 0:
            asyncio.get_running_loop().call_later(LIMIT_S + around(), task.cancel)
        try:
            answer = await task
        except asyncio.CancelledError:
            told.gone += 1
            continue
        except Hurried:
            continue
        except (NoDisponible, ResultadoDesconocido):
            told.late += 1
            aims[request].note(late=True)
            continue
        aims[request].note(late=False)
        told.answered += 1
        if len(answer) != TEXTS[request] or whose(answer) != whose([said(number)]):
            told.unlike.append(number)
        if request in CONFIRM:
            told.confirmed.append(number)


def main() -> None:
    asked = msgspec.json.decode(sys.argv[1], type=Asked)
    with asyncio.Runner(loop_factory=import_module(asked.loop).new_event_loop) as runner:
        sys.stdout.buffer.write(msgspec.json.encode(runner.run(crossing(asked))))


if __name__ == "__main__":
    main()
