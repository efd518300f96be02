"""`python -m tests.simulator`: thousands of histories on every core; a seed that fails is printed with its command."""

import argparse
import multiprocessing
import os
import shutil
import sys
import time
from functools import partial
from pathlib import Path

from tests.simulator import world
from tests.simulator.history import correr


def _tanda(plantilla: Path, carpeta: Path, pasos: int, semilla: int) -> tuple[int, int, list[str], str]:
    hechas, traza, roto = correr(semilla, plantilla, carpeta, pasos)
    return semilla, hechas, traza if roto else [], str(roto) if roto else ""


def main() -> int:
    """0 where nothing was broken."""
    opciones = argparse.ArgumentParser(prog="python -m tests.simulator", description=__doc__)
    opciones.add_argument("--historias", type=int, default=100_000 if os.environ.get("PRUEBAS_LARGAS") else 2_000)
    opciones.add_argument("--semilla", type=int, default=1)
    opciones.add_argument("--pasos", type=int, default=30)
    opciones.add_argument("--procesos", type=int, default=os.cpu_count() or 1)
    pedido = opciones.parse_args()
    # Sets of text come in an order of their own in each process otherwise, and a seed would not be a history.
    if os.environ.get("PYTHONHASHSEED") != "0":
        os.execve(  # noqa: S606 - ourselves, with the same arguments
            sys.executable,
            [sys.executable, "-m", "tests.simulator", *sys.argv[1:]],
            os.environ | {"PYTHONHASHSEED": "0"},
        )
    carpeta = world.carpeta()
    comienzo = time.monotonic()
    try:
        plantilla = carpeta / "plantilla.sqlite3"
        world.plantilla(plantilla)
        tanda = partial(_tanda, plantilla, carpeta, pedido.pasos)
        semillas = range(pedido.semilla, pedido.semilla + pedido.historias)
        rotas = hechas = 0
        with multiprocessing.Pool(pedido.procesos) as procesos:
            for semilla, cuantas, traza, roto in procesos.imap_unordered(tanda, semillas, 20):
                hechas += cuantas
                if roto:
                    rotas += 1
                    sys.stdout.write("\n".join([*traza[-60:], f"{semilla}: {roto}"]))
                    sys.stdout.write(
                        f"\n  python -m tests.simulator --historias 1 --semilla {semilla} --pasos {pedido.pasos}\n\n"
                    )
    finally:
        shutil.rmtree(carpeta, ignore_errors=True)
    segundos = time.monotonic() - comienzo
    sys.stdout.write(
        f"{pedido.historias} historias, {hechas} pasos, {rotas} violaciones, {segundos:.0f} s "
        f"({pedido.historias / segundos:.0f} historias/s con {pedido.procesos} procesos)\n"
    )
    return 1 if rotas else 0


if __name__ == "__main__":
    sys.exit(main())
