"""Consultations and pages of debts on the embedded database, beside those of another clone, within one run.

    python -m benchmarks.embedded [--contra CARPETA] [--rondas 5] [--segundos 3]

Each server is the one that «portal demo» starts, on a demonstration of its own, and all clients ask at once. Rounds
take turns, so that whatever else the machine does strikes both.
"""

import argparse
import multiprocessing
import os
import statistics
import tempfile
from contextlib import ExitStack
from pathlib import Path

from msgspec import Struct, field
from rich.console import Console
from rich.table import Table

from benchmarks.base import CLIENTES
from benchmarks.load import Pedido, cargar, pedir
from benchmarks.processes import ayudante, procesador
from tests.cli.processes import RAIZ, servidor
from tests.server.customers import requests_of

WHAT = ("página", "consulta")


class Measured(Struct):
    """What each round gave of one kind of request; cpu: the server's seconds for one."""

    rates: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    failed: int = 0
    size: int = 0

    @property
    def rate(self) -> float:
        """Its median, in answers a second."""
        return statistics.median(self.rates)


class Contender(Struct):
    """A server and what it is asked, one kind after the other."""

    name: str
    port: int
    pid: int
    requests: dict[str, bytes]
    measured: dict[str, Measured]


def _serve(opened: ExitStack, code: Path) -> Contender:
    folder = Path(opened.enter_context(tempfile.TemporaryDirectory()))
    running = opened.enter_context(servidor(folder, "demo", "--clientes", "30", PYTHONPATH=str(code)))
    port = int(running.direccion.rpartition(":")[2])
    _, page, consultation = requests_of(port)
    requests = dict(zip(WHAT, (page, consultation), strict=True))
    return Contender(code.name, port, running.proceso.pid, requests, {what: Measured() for what in WHAT})


def main() -> None:
    """Prints the table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--contra", type=Path)
    asked.add_argument("--rondas", type=int, default=5)
    asked.add_argument("--segundos", type=float, default=3)
    options = asked.parse_args()
    with ExitStack() as opened:
        load, _ = opened.enter_context(ayudante(cargar))
        folders = [RAIZ, *([options.contra.resolve()] if options.contra else [])]
        contenders = [_serve(opened, code) for code in folders]
        for turn in range(options.rondas + 1):
            for what in WHAT:
                for each in contenders:
                    before = procesador(each.pid)
                    done = pedir(load, Pedido(each.port, (each.requests[what],) * CLIENTES, options.segundos))
                    if not turn:
                        continue  # the first one is only to warm up
                    seen, many = each.measured[what], len(done.tardanzas)
                    seen.rates.append(many / done.segundos)
                    seen.waits += done.tardanzas
                    seen.cpu.append((procesador(each.pid) - before) / max(many, 1))
                    seen.failed += done.fallas
                    seen.size = done.largo
        Console(width=140).print(_table(contenders))


def _table(contenders: list[Contender]) -> Table:
    load = " ".join(f"{cada:.2f}" for cada in os.getloadavg())
    table = Table("", "", title=f"{CLIENTES} clientes a la vez; carga: {load}")
    for title in ("por segundo", "min a max", "veces", "p50 ms", "p99 ms", "CPU ms", "bytes", "fallas"):
        table.add_column(title, justify="right")
    for what in WHAT:
        for each in contenders:
            seen = each.measured[what]
            centiles = statistics.quantiles(seen.waits, n=100)
            table.add_row(
                what,
                each.name,
                f"{seen.rate:.0f}",
                f"{min(seen.rates):.0f} a {max(seen.rates):.0f}",
                f"{seen.rate / contenders[-1].measured[what].rate:.2f}",
                f"{centiles[49]:.1f}",
                f"{centiles[98]:.1f}",
                f"{statistics.mean(seen.cpu) * 1000:.2f}",
                str(seen.size),
                str(seen.failed),
            )
    return table


if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    main()
