"""Whether a request costs more where there is more history.

    python -m benchmarks.history [--pagos 1000 1000000] [--clientes 100 100000] [--veces 15] [--carpeta DONDE]

Two embedded databases, one with little history and one with much, are filled in bulk (a few minutes and 3 GB for a
million payments; with --carpeta they are kept for the next run) and served by a portal each. Every page and route is
asked of both in turns, so that whatever else the machine does strikes both. What is told is the median of each: how
long one waits, and the processor that the portal used, which a busy machine does not change. It takes Linux.
"""

import argparse
import asyncio
import os
import sqlite3
import statistics
import tempfile
import time
from contextlib import ExitStack, closing
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.history import requests
from benchmarks.history.base import Size, prepare
from benchmarks.history.visitor import Taken, Times, Visitor, on_processor
from benchmarks.processes import servidor
from portal import clock
from portal.operations.portal import Portal
from portal.operations.sweep import barrer
from portal.repo.embedded.repo import EmbeddedRepo
from portal.settings import Settings
from portal.structs.usuarios import Rol, Sesion, Usuario

PORT = 8821
LIMIT = 1.5
SETTINGS = Settings(
    secret_key="una clave de mediciones, larga y de nadie",  # noqa: S106 - of nobody
    canal_pedidos_por_minuto=1_000_000,
    canal_documentos_por_hora=1_000_000,
)
SESSION = "INSERT OR REPLACE INTO portal_sesion (sid, usuario_id, puerta, creada, vence) VALUES (?, ?, ?, ?, ?)"


def main() -> None:
    """Prints the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pagos", type=int, nargs=2, default=(1_000, 1_000_000))
    options.add_argument("--clientes", type=int, nargs=2, default=(100, 100_000))
    options.add_argument("--veces", type=int, default=15, choices=range(1, 16))
    options.add_argument("--carpeta", type=Path)
    chosen = options.parse_args()
    sizes = [Size(*size) for size in zip(chosen.pagos, chosen.clientes, strict=True)]
    times = Times()
    with ExitStack() as opened:
        folder = chosen.carpeta or Path(opened.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        paths = [prepare(folder, size) for size in sizes]
        pids: list[int] = []
        for place, path in enumerate(paths):
            environment = {
                "SQLITE_PATH": str(path),
                "SECRET_KEY": SETTINGS.secret_key,
                "URL_PUBLICA": f"http://127.0.0.1:{PORT + place}",
            }
            pids.append(opened.enter_context(servidor(["portal", "serve"], PORT + place, environment)))
        for nro in range(chosen.veces + 1):
            # The first round is nobody's: it fills what the process keeps.
            noted = times if nro else Times()
            for place, size in enumerate(sizes):
                _round(noted, place, pids[place], paths[place], requests.Asked(size, nro))
    Console(width=120).print(_table(times, sizes))


def _round(times: Times, place: int, pid: int, path: Path, asked: requests.Asked) -> None:
    for act, usuario in (
        (requests.anybody, _user(1, "canal-1", Rol.CANAL)),
        (requests.canal, _user(1, "canal-1", Rol.CANAL)),
        (requests.customer, _customer(asked)),
        (requests.operador, _user(3, "mesa", Rol.OPERADOR)),
    ):
        visitor = Visitor(times, place, PORT + place, pid, SETTINGS, usuario, _session(path, usuario))
        try:
            act(visitor, asked)
        finally:
            visitor.close()
    times.note("barrido", place, asyncio.run(_sweep(path)))


def _customer(asked: requests.Asked) -> Usuario:
    return _user(10 + asked.customer, str(4_000_000 + asked.customer), Rol.CLIENTE)


def _user(number: int, name: str, role: Rol) -> Usuario:
    documento = name if role is Rol.CLIENTE else None
    return Usuario(id=number, usuario=name, rol=role, nombre=name, documento=documento, clave="-", activo=True)


def _session(path: Path, usuario: Usuario) -> Sesion:
    now = clock.ahora()
    sesion = Sesion(
        sid=f"medida-{usuario.id}",
        usuario_id=usuario.id,
        puerta="api" if usuario.rol is Rol.CANAL else "pagina",
        agente="",
        creada=now,
        vence=now + timedelta(days=1),
    )
    with closing(sqlite3.connect(path, timeout=10)) as base, base:
        row = (sesion.sid, usuario.id, sesion.puerta, *map(clock.en_micros, (sesion.creada, sesion.vence)))
        base.execute(SESSION, row)
    return sesion


async def _sweep(path: Path) -> Taken:
    """The round that every instance makes every few seconds."""
    portal = Portal(EmbeddedRepo(path, clock.ahora, Decimal("0.015")), None, clock.ahora, SETTINGS)
    try:
        await portal.repo.verificar()
        used, before = on_processor(os.getpid()), time.perf_counter()
        await barrer(portal)
        return Taken((time.perf_counter() - before) * 1000, on_processor(os.getpid()) - used)
    finally:
        await portal.cerrar()


def _table(times: Times, sizes: list[Size]) -> Table:
    pagos = [f"{size.payments:,}".replace(",", ".") for size in sizes]
    table = Table("milisegundos, mediana", *(f"con {cuantos}" for cuantos in pagos), "veces")
    for titulo in (*(f"CPU con {cuantos}" for cuantos in pagos), "veces"):
        table.add_column(titulo, justify="right")
    for name, by_place in times.taken.items():
        cells: list[str] = []
        for what in ("waited", "processor"):
            small, large = (statistics.median(getattr(one, what) for one in by_place[place]) for place in (0, 1))
            mark = " *" if large > LIMIT * small else ""
            cells += [f"{small:.1f}", f"{large:.1f}", f"{large / small:.2f}{mark}"]
        table.add_row(name, *cells)
    return table


if __name__ == "__main__":
    main()
