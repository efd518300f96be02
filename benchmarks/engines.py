"""The Oracle engine of this tree beside that of another, and beside itself without pipelines, each on its own tables.

    git worktree add ../fibras 003835e                    # the last tree with the fibres (it needs greenlet)
    python -m benchmarks.engines --otro ../fibras [--python ../fibras/.venv/bin/python] [--rondas 8] [--segundos 2]

The database looks like a 23ai, with 5 ms before each answer; 16 clients. The contenders take turns within each round,
beginning with another one each time, and what counts is the median of the rounds' ratios: whatever else the machine
does strikes all of them. «sin pipelines» is this tree on a database that says it is older and is otherwise the same.
"""

import argparse
import multiprocessing
import os
import statistics
import sys
from contextlib import ExitStack
from multiprocessing.connection import Connection
from pathlib import Path

from msgspec import Struct, field
from rich.console import Console
from rich.table import Table

from benchmarks.base import CLIENTES, servir
from benchmarks.load import Pedido, cargar, pedir
from benchmarks.processes import ayudante, procesador, servidor
from benchmarks.requests import TODAS_JSON, TODAS_PAGINAS, ajustes_de

PORT = 8841
LATENCY_S = 0.005
BEFORE_PIPELINES = 21
CONTENTS = {"JSON": TODAS_JSON, "página": TODAS_PAGINAS}
THIS, WITHOUT, OTHER = "este", "sin pipelines", "otro"


class Contender(Struct):
    """A portal that serves, and what each round gave by content: answers a second, and CPU of its own for each, in
    milliseconds."""

    name: str
    port: int
    pid: int
    rates: dict[str, list[float]] = field(default_factory=dict)
    costs: dict[str, list[float]] = field(default_factory=dict)

    def measure(self, load: Connection, content: str, seconds: float) -> None:
        """One turn. Raises RuntimeError where an answer was not 200."""
        before = procesador(self.pid)
        measured = pedir(load, Pedido(self.port, CONTENTS[content], seconds))
        if measured.fallas:
            raise RuntimeError(f"{self.name}, {content}: {measured.fallas} answers were not 200")
        answers = len(measured.tardanzas)
        self.rates.setdefault(content, []).append(answers / measured.segundos)
        self.costs.setdefault(content, []).append((procesador(self.pid) - before) / answers * 1000)


def _rounds(load: Connection, contenders: list[Contender], rounds: int, seconds: float) -> None:
    for each in contenders:
        for content in CONTENTS:
            each.measure(load, content, 1)  # connections are opened, templates read
            each.rates.clear()
            each.costs.clear()
    for number in range(rounds):
        first = number % len(contenders)
        for content in CONTENTS:
            for each in contenders[first:] + contenders[:first]:
                each.measure(load, content, seconds)


def _row(table: Table, pool: int, content: str, one: Contender, beside: Contender) -> None:
    ratios = [mine / its for mine, its in zip(one.rates[content], beside.rates[content], strict=True)]
    saved = [mine / its for mine, its in zip(one.costs[content], beside.costs[content], strict=True)]
    table.add_row(
        str(pool),
        content,
        f"{one.name} / {beside.name}",
        *(f"{statistics.median(each.rates[content]):.0f}" for each in (one, beside)),
        f"{statistics.median(ratios):.2f}",
        f"{min(ratios):.2f} a {max(ratios):.2f}",
        *(f"{statistics.median(each.costs[content]):.2f}" for each in (one, beside)),
        f"{statistics.median(saved):.2f}",
    )


def main() -> None:
    """Prints the table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--otro", type=Path)
    asked.add_argument("--python", default=sys.executable)
    asked.add_argument("--esquema", default="portal/repo/embebido/esquema.sql", help="las tablas del otro, en su copia")
    asked.add_argument("--rondas", type=int, default=8)
    asked.add_argument("--segundos", type=float, default=2)
    asked.add_argument("--conexiones", type=int, nargs="+", default=[10, 16])
    options = asked.parse_args()
    title = f"{CLIENTES} clientes, {LATENCY_S * 1000:g} ms por viaje, como una 23ai"
    table = Table("conexiones", "", "cuáles", "por segundo", "y el otro", "razón", "de las rondas", title=title)
    for heading in ("CPU ms", "y el otro", "razón"):
        table.add_column(heading, justify="right")
    for pool in options.conexiones:
        with ExitStack() as open_ones:
            load, _ = open_ones.enter_context(ayudante(cargar))
            base, _ = open_ones.enter_context(ayudante(servir, LATENCY_S, "23ai"))
            older, _ = open_ones.enter_context(ayudante(servir, LATENCY_S, "23ai", BEFORE_PIPELINES))
            new, old = ajustes_de(base.recv(), pool), ajustes_de(older.recv(), pool)
            ways = [(THIS, new, None, sys.executable), (WITHOUT, old, None, sys.executable)]
            if options.otro:
                its, _ = open_ones.enter_context(ayudante(servir, LATENCY_S, "23ai", 0, options.otro / options.esquema))
                ways.append((OTHER, ajustes_de(its.recv(), pool), options.otro, options.python))
            contenders = [
                Contender(name, port, open_ones.enter_context(servidor(["portal", "serve"], port, settings, *where)))
                for port, (name, settings, *where) in enumerate(ways, PORT)
            ]
            _rounds(load, contenders, options.rondas, options.segundos)
            for content in CONTENTS:
                for beside in contenders[:0:-1]:
                    _row(table, pool, content, contenders[0], beside)
    Console(width=150).print(table, f"carga: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    main()
