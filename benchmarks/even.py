"""What a stopwatch learns of who has an account: medians of the answers to somebody and to nobody, in one run.

    python -m benchmarks.even [--intentos 300] [--a-la-vez 3]

A demonstration served over real sockets, where each request comes from an address of its own and names another person,
so that no limit on tries is met. Both kinds take turns, each the first every other time. «ruido» is the difference
between the medians of the odd and the even answers to the same kind: what the clock cannot tell apart.
"""

import argparse
import asyncio
import http.client
import os
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlencode

from msgspec import Struct
from rich.console import Console
from rich.table import Table

from portal import passwords
from portal.clock import ahora
from portal.repo.embedded.repo import EmbeddedRepo
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import usuarios
from portal.structs.usuarios import Rol
from tests.cli.processes import portal, servidor

BASE = "espacio-clientes.sqlite3"
NOBODY = 70_000_000
FORM = {"content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin", "accept": "text/html"}
GOAL_MS = 2.0


class Pair(Struct):
    """Two kinds of people of whom the same is asked, and must be answered alike; `named`: the field that says who."""

    name: str
    path: str
    named: str
    others: dict[str, str]
    somebody: Sequence[str]
    status: int


class Taken(Struct):
    """Milliseconds of the answers to each kind, in the order in which they were asked."""

    somebody: list[float]
    nobody: list[float]

    def apart(self) -> float:
        """The difference of their medians."""
        return statistics.median(self.somebody) - statistics.median(self.nobody)

    def noise(self) -> float:
        """The greater difference of the medians of two halves of one kind."""
        return max(
            abs(statistics.median(kind[::2]) - statistics.median(kind[1::2])) for kind in (self.somebody, self.nobody)
        )


def _ask(port: int, pair: Pair, who: str, number: int) -> float:
    body = urlencode({**pair.others, pair.named: who})
    headers = FORM | {"x-forwarded-for": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"}
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as talk:
        talk.connect()
        began = time.perf_counter()
        talk.request("POST", pair.path, body, headers)
        answer = talk.getresponse()
        answer.read()
        took = (time.perf_counter() - began) * 1000
    if answer.status != pair.status:
        raise RuntimeError(f"{pair.name}: {answer.status} and not {pair.status}")
    return took


def _measure(port: int, pair: Pair, tries: int, at_once: int, first: int) -> Taken:
    def both(turn: int) -> tuple[float, float]:
        somebody, nobody = (pair.somebody[turn], 2 * turn), (str(NOBODY + first + turn), 2 * turn + 1)
        asked = [(name, first + number) for name, number in (somebody, nobody)]
        if turn % 2:
            to_nobody, to_somebody = (_ask(port, pair, *each) for each in reversed(asked))
        else:
            to_somebody, to_nobody = (_ask(port, pair, *each) for each in asked)
        return to_somebody, to_nobody

    with ThreadPoolExecutor(at_once) as threads:
        taken = list(threads.map(both, range(tries)))
    return Taken([somebody for somebody, _ in taken], [nobody for _, nobody in taken])


def _people(folder: Path, tries: int) -> tuple[list[str], list[str]]:
    """Documentos of customers that get an account with a confirmed address, and of others that have none."""
    loaded = portal(folder, "demo", "--sin-servir", "--clientes", str(2 * tries + 20))
    if loaded.returncode:
        raise RuntimeError(loaded.stderr)
    with closing(sqlite3.connect(folder / BASE)) as base:
        taken = {documento for (documento,) in base.execute("SELECT documento FROM portal_usuario")}
        every = [each for (each,) in base.execute("SELECT documento FROM erp_cliente") if each not in taken]
    asyncio.run(_open_accounts(folder / BASE, every[:tries]))
    return every[:tries], every[tries : 2 * tries]


async def _open_accounts(path: Path, documentos: Sequence[str]) -> None:
    repo, hashed = EmbeddedRepo(path, ahora, Decimal(0)), await passwords.cifrar("la misma para todos")

    async def write(tx: Transaccion) -> None:
        for each in documentos:
            await usuarios.crear(
                tx.sql,
                ahora(),
                usuario=each,
                rol=Rol.CLIENTE,
                nombre=f"Cliente {each}",
                documento=each,
                cifrada=hashed,
                es_demo=True,
                correo=f"{each}@clientes.example",
            )
        await tx.confirmar()

    await repo.write(write)
    await repo.cerrar()


def main() -> None:
    """Prints the table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--intentos", type=int, default=300)
    asked.add_argument("--a-la-vez", type=int, default=3)
    options = asked.parse_args()
    table = Table("", "alguien, ms", "nadie, ms", "diferencia", "ruido", title=f"{options.intentos} de cada uno")
    with tempfile.TemporaryDirectory() as where:
        folder = Path(where)
        with_account, without = _people(folder, options.intentos)
        wrong, unknown = "no es esa", {"movimiento": "X1"}
        pairs = (
            Pair("ingreso: con cuenta", "/ingreso", "usuario", {"clave": wrong}, with_account, 401),
            Pair("/token: con cuenta", "/token", "username", {"password": wrong}, with_account, 401),
            Pair("clave olvidada: con cuenta y correo", "/clave", "usuario", {}, with_account, 303),
            Pair("primer acceso: cliente sin cuenta", "/primer-acceso", "documento", unknown, without, 401),
            Pair("primer acceso: cliente con cuenta", "/primer-acceso", "documento", unknown, with_account, 401),
        )
        with servidor(folder, "demo", LOG_LEVEL="warning", FORWARDED_ALLOW_IPS="127.0.0.1") as running:
            port = int(running.direccion.rpartition(":")[2])
            for place, pair in enumerate(pairs):
                taken = _measure(port, pair, options.intentos, options.a_la_vez, place * 10_000 + 1)
                medians = (statistics.median(kind) for kind in (taken.somebody, taken.nobody))
                figures = (*medians, taken.apart(), taken.noise())
                table.add_row(pair.name, *(f"{each:.2f}" for each in figures))
    Console(width=120).print(table, f"meta: {GOAL_MS:g} ms; carga: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
