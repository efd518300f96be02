"""Processes that are measured: started, asked for their CPU and memory, and ended by their own number."""

import multiprocessing
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from tests.cli.processes import SIN_CUOTAS

TIC = os.sysconf("SC_CLK_TCK")
PLAZO_S = 20
MIB = 1024


@contextmanager
def ayudante(tarea: Callable[..., None], *datos: Any) -> Iterator[tuple[Connection, int]]:
    """A Python process with a pipe to it, and its number."""
    aqui, alla = multiprocessing.Pipe()
    proceso = multiprocessing.Process(target=tarea, args=(alla, *datos), daemon=True)
    proceso.start()
    alla.close()
    try:
        yield aqui, proceso.pid or 0
    finally:
        proceso.terminate()
        proceso.join()


@contextmanager
def servidor(
    modulo: list[str], puerto: int, ajustes: dict[str, str], arbol: Path | None = None, python: str = sys.executable
) -> Iterator[int]:
    """A server that already answers, and its number; of another tree and Python where they are given."""
    mandato = [python, "-m", *modulo, "--port", str(puerto)]
    entorno = {**os.environ, **SIN_CUOTAS, **ajustes}
    nada = subprocess.DEVNULL
    with subprocess.Popen(mandato, cwd=arbol, env=entorno, stdout=nada, stderr=nada) as proceso:  # noqa: S603 - our own servers
        try:
            _esperar(puerto)
            yield proceso.pid
        finally:
            proceso.terminate()


def _esperar(puerto: int) -> None:
    hasta = time.monotonic() + PLAZO_S
    while time.monotonic() < hasta:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{puerto}/static/favicon.svg", timeout=2).close()
        except urllib.error.HTTPError:
            return  # it answers
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"nadie contesta en {puerto}")


def familia(pid: int) -> list[int]:
    """A process and those it started."""
    hijos = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    return [pid, *(nieto for hijo in hijos for nieto in familia(int(hijo)))]


def procesador(pid: int) -> float:
    """Seconds of CPU that it and those it started have used."""
    campos = (Path(f"/proc/{cada}/stat").read_text().rpartition(")")[2].split() for cada in familia(pid))
    return sum(int(cada[11]) + int(cada[12]) for cada in campos) / TIC


def fijar(medidos: Iterable[int], otros: Iterable[int]) -> None:
    """The first on one core, with every thread they have by now, the others on the cores that are left."""
    primero, *resto = sorted(os.sched_getaffinity(0))
    for pids, donde in ((medidos, {primero}), (otros, resto)):
        for hilo in (hilo for pid in pids for hilo in Path(f"/proc/{pid}/task").iterdir()):
            os.sched_setaffinity(int(hilo.name), donde)


def memoria(pid: int) -> float:
    """Its resident memory, in MiB."""
    estado = Path(f"/proc/{pid}/status").read_text("utf-8").partition("VmRSS:")[2]
    return int(estado.split()[0]) / MIB
