"""What a stopwatch learns of who has an account: medians of the answers to somebody and to nobody, in one run.

    python -m benchmarks.even [--intentos 300] [--a-la-vez 3]

A demonstration served over real sockets, where each request comes from an address of its own and names another person,
so that no limit on tries is met. Both kinds take turns, each the first every other time. «ruido» is the difference
between the medians of the odd and the even answers to the same kind: what the clock cannot tell apart. At the second
step, which only whoever has the password comes to, the kinds are accounts with an application and with a passkey alone.
"""

import argparse
import http.client
import os
import statistics
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

from msgspec import Struct
from rich.console import Console
from rich.table import Table

from benchmarks.even.people import KEY, from_its_own_address, half_way, prepare
from tests.cli.processes import servidor

NOBODY = 70_000_000
CODE, PAPER = {"codigo": "000000"}, {"codigo": "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA"}
GOAL_MS = 2.0


class Pair(Struct):
    """Two kinds of people of whom the same is asked, and must be answered alike; `named`: the field that says who, or
    '' where a cookie does. nobody: those of the second kind, made up where there are none."""

    name: str
    path: str
    named: str
    others: dict[str, str]
    somebody: Sequence[str]
    status: int
    nobody: Sequence[str] = ()


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
    body = urlencode(pair.others | ({pair.named: who} if pair.named else {}))
    headers = from_its_own_address(number) | ({} if pair.named else {"cookie": who})
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
        other = pair.nobody[turn] if pair.nobody else str(NOBODY + first + turn)
        somebody, nobody = (pair.somebody[turn], 2 * turn), (other, 2 * turn + 1)
        asked = [(name, first + number) for name, number in (somebody, nobody)]
        if turn % 2:
            to_nobody, to_somebody = (_ask(port, pair, *each) for each in reversed(asked))
        else:
            to_somebody, to_nobody = (_ask(port, pair, *each) for each in asked)
        return to_somebody, to_nobody

    with ThreadPoolExecutor(at_once) as threads:
        taken = list(threads.map(both, range(tries)))
    return Taken([somebody for somebody, _ in taken], [nobody for _, nobody in taken])


def main() -> None:
    """Prints the table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--intentos", type=int, default=300)
    asked.add_argument("--a-la-vez", type=int, default=3)
    options = asked.parse_args()
    table = Table("", "unos, ms", "otros, ms", "diferencia", "ruido", title=f"{options.intentos} de cada uno")
    with tempfile.TemporaryDirectory() as where:
        folder = Path(where)
        people = prepare(folder, options.intentos)
        wrong, unknown = "no es esa", {"movimiento": "X1"}
        with servidor(folder, "demo", LOG_LEVEL="warning", FORWARDED_ALLOW_IPS="127.0.0.1", SECRET_KEY=KEY) as running:
            port = int(running.direccion.rpartition(":")[2])
            second = [half_way(port, kind, options.a_la_vez) for kind in (people.application, people.passkey)]
            pairs = (
                Pair("ingreso: con cuenta", "/ingreso", "usuario", {"clave": wrong}, people.account, 401),
                Pair("/token: con cuenta", "/token", "username", {"password": wrong}, people.account, 401),
                Pair("clave olvidada: con cuenta y correo", "/clave", "usuario", {}, people.account, 303),
                Pair("primer acceso: cliente sin cuenta", "/primer-acceso", "documento", unknown, people.without, 401),
                Pair("primer acceso: cliente con cuenta", "/primer-acceso", "documento", unknown, people.account, 401),
                Pair("segundo paso: aplicación, o solo passkey", "/ingreso/paso", "", CODE, second[0], 401, second[1]),
                Pair("segundo paso: código de papel", "/ingreso/paso", "", PAPER, second[0], 401, second[1]),
            )
            for place, pair in enumerate(pairs):
                taken = _measure(port, pair, options.intentos, options.a_la_vez, place * 10_000 + 1)
                medians = (statistics.median(kind) for kind in (taken.somebody, taken.nobody))
                figures = (*medians, taken.apart(), taken.noise())
                table.add_row(pair.name, *(f"{each:.2f}" for each in figures))
    Console(width=120).print(table, f"meta: {GOAL_MS:g} ms; carga: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
