"""Two processes beside one, where there are processors for both.

    python -m benchmarks.two_processes [--rondas 4] [--segundos 2] [--parte 0.35]

On a machine of two processors the database and the load take theirs, and a second process finds nothing left to run
on. Here each process may use no more than a part of a processor, so that it is always that which it lacks. The part is
a group of the kernel's (cgroup): it takes Linux and root.
"""

import argparse
import multiprocessing
import statistics
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.base import servir
from benchmarks.load import Pedido, cargar, pedir
from benchmarks.processes import ayudante, familia, servidor
from benchmarks.requests import TODAS_JSON, TODAS_PAGINAS, ajustes_de

GRUPOS = Path("/sys/fs/cgroup")
PLAZO_US = 10_000
PUERTOS = (8811, 8812)
CONTENIDOS = {"JSON": TODAS_JSON, "página": TODAS_PAGINAS}


@contextmanager
def porcion(pid: int, parte: float) -> Iterator[None]:
    """That process has so much of a processor: 0.35 is a third. Raises OSError where the kernel says no."""
    v1 = GRUPOS / "cpu"
    grupo = (v1 if v1.is_dir() else GRUPOS) / f"portal-{pid}"
    grupo.mkdir()
    try:
        cuota = int(PLAZO_US * parte)
        if v1.is_dir():
            (grupo / "cpu.cfs_period_us").write_text(str(PLAZO_US))
            (grupo / "cpu.cfs_quota_us").write_text(str(cuota))
        else:
            (grupo / "cpu.max").write_text(f"{cuota} {PLAZO_US}")
        (grupo / "cgroup.procs").write_text(str(pid))
        yield
    finally:
        for quien in (grupo / "cgroup.procs").read_text().split():
            (grupo.parent / "cgroup.procs").write_text(quien)
        grupo.rmdir()


def _trabajadores(pid: int) -> list[int]:
    """Those that serve: the one that was started, or its children."""
    hijos = [cada for cada in familia(pid) if b"spawn_main" in Path(f"/proc/{cada}/cmdline").read_bytes()]
    return hijos or [pid]


def main() -> None:
    """Prints the table."""
    pedido = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    pedido.add_argument("--rondas", type=int, default=4)
    pedido.add_argument("--segundos", type=float, default=2)
    pedido.add_argument("--parte", type=float, default=0.35)
    opciones = pedido.parse_args()
    ritmos: dict[tuple[str, int], list[float]] = {}
    with ExitStack() as abiertos:
        base, _ = abiertos.enter_context(ayudante(servir, 0.005))
        cliente, _ = abiertos.enter_context(ayudante(cargar))
        ajustes = ajustes_de(base.recv())
        for procesos, puerto in enumerate(PUERTOS, 1):
            mandato = ["portal", "serve", "--workers", str(procesos)]
            pid = abiertos.enter_context(servidor(mandato, puerto, ajustes))
            for peticiones in CONTENIDOS.values():
                pedir(cliente, Pedido(puerto, peticiones, 1))
            for cada in _trabajadores(pid):
                abiertos.enter_context(porcion(cada, opciones.parte))
        for _ in range(opciones.rondas):
            for nombre, peticiones in CONTENIDOS.items():
                for procesos, puerto in enumerate(PUERTOS, 1):
                    medido = pedir(cliente, Pedido(puerto, peticiones, opciones.segundos))
                    ritmos.setdefault((nombre, procesos), []).append(len(medido.tardanzas) / medido.segundos)
    tabla = Table("", "uno", "dos", "veces", title=f"Por segundo, con {opciones.parte:.0%} de un procesador cada uno")
    for nombre in CONTENIDOS:
        uno, dos = (statistics.median(ritmos[nombre, procesos]) for procesos in (1, 2))
        tabla.add_row(nombre, f"{uno:.0f}", f"{dos:.0f}", f"{dos / uno:.2f}")
    Console().print(tabla)


if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    main()
