"""What each way of sending several statements in one trip costs: written out, or by the rows of an array.

    python -m benchmarks.blocks [--veces 300]

A transaction puts off so many rows of two statements and commits them in one trip, on a database without delay in a
process of its own. Both ways take turns; it is the median CPU of this process and of the database's for each, in
milliseconds. A real database also parses each text that it did not see before: written out there is one for each number
of rows, by rows one for all.
"""

import argparse
import multiprocessing
import statistics
import time

import uvloop
from rich.console import Console
from rich.table import Table

from benchmarks.base import servir
from benchmarks.processes import ayudante, procesador
from portal.repo.oracle import block
from portal.repo.oracle.repo import OracleRepo
from portal.repo.protocol import Transaccion
from portal.repo.tables.debts.consultas import COMISION, SACAR
from tests.oracle_wire.ajustes import ajustes

ROWS = (4, 8, 16, 40, 100)
WAYS = {"escritas": 10**6, "por filas": 0}
AT_ONCE = 20


async def _commit(tx: Transaccion, rows: int) -> None:
    await tx.sql.diferir(SACAR, [{"idsession": 1, "codmovimiento": f"C{row}"} for row in range(rows - 1)])
    await tx.sql.diferir(COMISION, [{"idsession": 1, "comision": rows}])
    await tx.confirmar()


async def _measure(port: int, database: int, times: int) -> dict[tuple[int, str], tuple[float, float]]:
    repo = OracleRepo(ajustes(port, maximo=1))
    taken: dict[tuple[int, str], list[tuple[float, float]]] = {}
    for _ in range(times // AT_ONCE + 1):
        for rows in ROWS:
            for way, block.WRITTEN_OUT in WAYS.items():
                before, own = procesador(database), time.process_time()
                for _ in range(AT_ONCE):
                    await repo.write(lambda tx, rows=rows: _commit(tx, rows))
                spent = (time.process_time() - own, procesador(database) - before)
                taken.setdefault((rows, way), []).append((spent[0] / AT_ONCE * 1000, spent[1] / AT_ONCE * 1000))
    await repo.cerrar()
    return {
        which: (statistics.median(own for own, _ in all_[1:]), statistics.fmean(its for _, its in all_[1:]))
        for which, all_ in taken.items()
    }


def main() -> None:
    """Prints the table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--veces", type=int, default=300)
    options = asked.parse_args()
    with ayudante(servir, 0.0, "23ai") as (pipe, database):
        measured = uvloop.run(_measure(pipe.recv(), database, options.veces))
    table = Table("filas", *(f"{way}: {whose}" for way in WAYS for whose in ("CPU ms", "de la base")), "razón")
    for rows in ROWS:
        written, by_rows = (measured[rows, way] for way in WAYS)
        figures = (f"{each:.2f}" for each in (*written, *by_rows, by_rows[0] / written[0]))
        table.add_row(str(rows), *figures)
    Console().print(table)


if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    main()
