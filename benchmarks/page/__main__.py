"""What a page of debts costs in CPU, beside that of another tree: drawing it, and all of its request.

    python -m benchmarks.page [--contra CARPETA] [--rondas 40] [--veces 25]

Everything within one process a tree, on its own demonstration: no socket and no client. The trees take turns, and the
least of the rounds counts: what the machine does besides only adds to it. The Python that runs this has to have what
both trees import.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import IO, cast

from msgspec import Struct, field
from rich.console import Console
from rich.table import Table

from tests.cli.processes import RAIZ, ambiente, portal

SIDE = Path(__file__).parent / "side.py"
WARM = 50
WHAT = {"dibujar": "dibujarla", "pedir": "todo su pedido"}


class Tree(Struct):
    """A tree, the two ends of its process, and what each round gave of each thing, in milliseconds for one."""

    name: str
    asked: IO[str]
    answers: IO[str]
    measured: dict[str, list[float]] = field(default_factory=lambda: {what: [] for what in WHAT})

    def do(self, what: str, times: int) -> float:
        """Milliseconds of CPU for one. Raises ValueError where the process has ended."""
        self.asked.write(f"{what} {times}\n")
        self.asked.flush()
        return float(self.answers.readline())


def _start(opened: ExitStack, code: Path) -> Tree:
    folder = Path(opened.enter_context(tempfile.TemporaryDirectory()))
    portal(folder, "demo", "--clientes", "5", "--sin-servir", PYTHONPATH=str(code)).check_returncode()
    process = opened.enter_context(
        subprocess.Popen(  # noqa: S603 - our own file
            [sys.executable, str(SIDE)],
            cwd=folder,
            env=ambiente(PYTHONPATH=str(code)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
    )
    opened.callback(process.kill)
    tree = Tree(code.name, cast("IO[str]", process.stdin), cast("IO[str]", process.stdout))
    tree.do("pedir", WARM)
    return tree


def main() -> None:
    """Prints the table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--contra", type=Path)
    asked.add_argument("--rondas", type=int, default=40)
    asked.add_argument("--veces", type=int, default=25)
    options = asked.parse_args()
    with ExitStack() as opened:
        trees = [_start(opened, code.resolve()) for code in (RAIZ, options.contra) if code]
        for _ in range(options.rondas):
            for what in WHAT:
                for tree in trees:
                    tree.measured[what].append(tree.do(what, options.veces))
    table = Table("", "", title=f"una página de deudas; carga: {os.getloadavg()[0]:.1f}")
    for heading in ("la menor, ms de CPU", "la mediana", "veces"):
        table.add_column(heading, justify="right")
    for what, said in WHAT.items():
        for tree in trees:
            mine, last = tree.measured[what], trees[-1].measured[what]
            table.add_row(
                said, tree.name, f"{min(mine):.2f}", f"{statistics.median(mine):.2f}", f"{min(mine) / min(last):.2f}"
            )
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
