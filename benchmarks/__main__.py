"""How fast the portal is, beside the driver alone and beside the seed's way, on the same database.

    python -m benchmarks [--rondas 5] [--segundos 4] [--memoria 50000] [--latencia-ms 5] [--fijar]

Everything in one run, the contenders taking turns, so that whatever else the machine does strikes all of them.
`--fijar` keeps each that has one process on the first core, and the database and the load on the others.
"""

import argparse
import multiprocessing
import os
import statistics
from collections.abc import Callable
from contextlib import ExitStack
from multiprocessing.connection import Connection

from msgspec import Struct, field
from rich.console import Console
from rich.table import Table

from benchmarks.base import CLIENTES, servir
from benchmarks.driver import conducir
from benchmarks.load import Medido, Pedido, cargar, pedir
from benchmarks.processes import ayudante, fijar, memoria, procesador, servidor
from benchmarks.requests import MEZCLA, TODAS_JSON, TODAS_PAGINAS, ajustes_de

PUERTO = 8801
HITOS = (1_000, 10_000, 25_000, 50_000)


class Contendiente(Struct):
    """What is measured, and what each round gave. pid: whose CPU is its own."""

    nombre: str
    medir: Callable[[float], Medido]
    pid: int
    ritmos: list[float] = field(default_factory=list)
    tardanzas: list[float] = field(default_factory=list)
    procesador: list[float] = field(default_factory=list)
    largo: int = 0
    fallas: int = 0

    @property
    def ritmo(self) -> float:
        """Its median, in answers a second."""
        return statistics.median(self.ritmos)


def main() -> None:
    """Prints the tables."""
    pedido = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    pedido.add_argument("--rondas", type=int, default=5)
    pedido.add_argument("--segundos", type=float, default=4)
    pedido.add_argument("--memoria", type=int, default=50_000)
    pedido.add_argument("--latencia-ms", type=float, default=5)
    pedido.add_argument("--fijar", action="store_true")
    opciones = pedido.parse_args()
    pantalla = Console(width=160)
    with ExitStack() as abiertos:
        base, pid_base = abiertos.enter_context(ayudante(servir, opciones.latencia_ms / 1000))
        puerto_base = base.recv()
        cliente, pid_cliente = abiertos.enter_context(ayudante(cargar))
        solo, pid_solo = abiertos.enter_context(ayudante(conducir, puerto_base))
        ajustes = ajustes_de(puerto_base)
        uno = abiertos.enter_context(servidor(["portal", "serve"], PUERTO, ajustes))
        dos = abiertos.enter_context(servidor(["portal", "serve", "--workers", "2"], PUERTO + 1, ajustes))
        semilla = ["uvicorn", "benchmarks.seed:app", "--no-access-log", "--log-level", "warning"]
        gemela = abiertos.enter_context(servidor(semilla, PUERTO + 2, ajustes))

        def http(puerto: int, peticiones: tuple[bytes, ...]) -> Callable[[float], Medido]:
            return lambda segundos: pedir(cliente, Pedido(puerto, peticiones, segundos))

        contendientes = [
            Contendiente("(a) el driver solo", lambda segundos: pedir(solo, (segundos, True)), pid_solo),
            Contendiente("    y sin COMMIT", lambda segundos: pedir(solo, (segundos, False)), pid_solo),
            Contendiente("(b) JSON", http(PUERTO, TODAS_JSON), uno),
            Contendiente("(b) página", http(PUERTO, TODAS_PAGINAS), uno),
            Contendiente("(b) JSON, dos procesos", http(PUERTO + 1, TODAS_JSON), dos),
            Contendiente("(b) página, dos procesos", http(PUERTO + 1, TODAS_PAGINAS), dos),
            Contendiente("(c) a la manera de la semilla", http(PUERTO + 2, TODAS_JSON), gemela),
        ]
        otros = (pid_base, pid_cliente)
        if opciones.fijar:
            fijar((pid_solo, uno, gemela), otros)
        for ronda in range(opciones.rondas + 1):
            for cada in contendientes:
                _medir(cada, opciones.segundos if ronda else 1, otros, cuenta=ronda > 0)
        carga = " ".join(f"{cada:.2f}" for cada in os.getloadavg())
        pantalla.print(f"{CLIENTES} clientes, {opciones.latencia_ms:g} ms por viaje, 10 conexiones; carga: {carga}")
        pantalla.print(_tabla(contendientes))
        if opciones.memoria:
            pantalla.print(_tabla_memoria(cliente, uno, opciones.memoria))


def _medir(cual: Contendiente, segundos: float, otros: tuple[int, int], *, cuenta: bool) -> None:
    quienes = (cual.pid, *otros)
    antes = [procesador(pid) for pid in quienes]
    medido = cual.medir(segundos)
    if cuenta:
        cual.ritmos.append(len(medido.tardanzas) / medido.segundos)
        cual.tardanzas += medido.tardanzas
        usado = [(procesador(pid) - era) / medido.segundos for pid, era in zip(quienes, antes, strict=True)]
        cual.procesador = [*map(sum, zip(cual.procesador or [0.0] * len(usado), usado, strict=True))]
        cual.largo = medido.largo
        cual.fallas += medido.fallas


def _tabla(contendientes: list[Contendiente]) -> Table:
    base, sin_commit = contendientes[0].ritmo, contendientes[1].ritmo
    tabla = Table("", *("por segundo", "min a max", "de (a)", "sin COMMIT", "p50 ms", "p99 ms", "p99/p50"))
    for titulo in ("CPU ms", "CPU propia", "base", "cliente", "bytes", "fallas"):
        tabla.add_column(titulo, justify="right")
    for cada in contendientes:
        centiles = statistics.quantiles(cada.tardanzas, n=100)
        tabla.add_row(
            cada.nombre,
            f"{cada.ritmo:.0f}",
            f"{min(cada.ritmos):.0f} a {max(cada.ritmos):.0f}",
            f"{cada.ritmo / base:.0%}",
            f"{cada.ritmo / sin_commit:.0%}",
            f"{centiles[49]:.1f}",
            f"{centiles[98]:.1f}",
            f"{centiles[98] / centiles[49]:.1f}",
            f"{cada.procesador[0] / len(cada.ritmos) / cada.ritmo * 1000:.2f}",
            *(f"{usado / len(cada.ritmos):.0%}" for usado in cada.procesador),
            str(cada.largo or ""),
            str(cada.fallas),
        )
    return tabla


def _tabla_memoria(cliente: Connection, pid: int, hasta: int) -> Table:
    tabla = Table("pedidos", "MiB", title="Memoria de un proceso")
    hechos = 0
    for hito in (*(cada for cada in HITOS if cada < hasta), hasta):
        pedir(cliente, Pedido(PUERTO, MEZCLA, cuantos=hito - hechos))
        hechos = hito
        tabla.add_row(f"{hito:,}".replace(",", "."), f"{memoria(pid):.1f}")
    return tabla


if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    main()
