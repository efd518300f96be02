"""What ordinary customers notice while a few sockets try to stop everybody.

    python -m benchmarks.siege [--segundos 8] [--rondas 2] [--origen 127.0.0.2]

The server as README starts it, on a demonstration of its own. In one run, by turns: the customers alone, and together
with each attack, which begins while they ask. «veces» is the p99 beside that of the turns alone.
"""

import argparse
import statistics
import tempfile
import time
from collections import Counter
from contextlib import nullcontext
from pathlib import Path

from msgspec import Struct, field
from rich.console import Console
from rich.table import Table

from tests.cli.processes import servidor
from tests.server.attacks import ATTACKS, Attack, attacked
from tests.server.customers import requests_of
from tests.server.load import Load


class Measured(Struct):
    """What the customers saw in all the turns of one kind; cut: how many of the attack's connections were."""

    waits: list[float] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)
    cut: int = 0

    def centile(self, which: int) -> float:
        return statistics.quantiles(self.waits, n=100)[which - 1] * 1000


def _turn(port: int, requests: tuple[bytes, ...], attack: Attack | None, source: str, seconds: float) -> Measured:
    customers = Load(port, requests, kept=6, fresh=2)
    customers.start()
    with attacked(attack, port, source) if attack else nullcontext([0, 0]) as told:
        time.sleep(seconds)
    customers.finish(at_once=True)
    return Measured(customers.waits, customers.seen, told[1])


def main() -> None:
    """Prints the table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--segundos", type=float, default=8)
    asked.add_argument("--rondas", type=int, default=2)
    asked.add_argument("--origen", default="127.0.0.2")
    options = asked.parse_args()
    turns: dict[str, Measured] = {}
    with tempfile.TemporaryDirectory() as folder, servidor(Path(folder), "demo", "--clientes", "100") as running:
        port = int(running.direccion.rpartition(":")[2])
        requests = requests_of(port)
        _turn(port, requests, None, options.origen, 1)
        for _ in range(options.rondas):
            for attack in ATTACKS:
                for which in (None, attack):
                    turn = _turn(port, requests, which, options.origen, options.segundos)
                    sum_of = turns.setdefault(which.name if which else "", Measured())
                    sum_of.waits += turn.waits
                    sum_of.seen += turn.seen
                    sum_of.cut += turn.cut
        running.terminar()
    alone = turns[""].centile(99)
    table = Table("", "pedidos", "p50 ms", "p99 ms", "veces", "cortadas", "respuestas", title=f"Desde {options.origen}")
    for name, turn in turns.items():
        table.add_row(
            name or "los clientes solos",
            str(len(turn.waits)),
            f"{turn.centile(50):.1f}",
            f"{turn.centile(99):.1f}",
            f"{turn.centile(99) / alone:.2f}",
            str(turn.cut),
            ", ".join(f"{what}: {many}" for what, many in sorted(turn.seen.items())),
        )
    Console(width=140).print(table)


if __name__ == "__main__":
    main()
