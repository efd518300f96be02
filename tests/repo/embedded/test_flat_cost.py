"""What SQLite does to answer, counted in its own steps: the same where there are ten times more payments."""

import sqlite3
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from msgspec import structs

from benchmarks.history.base import Size, prepare
from portal.clock import de_micros, dia
from portal.repo.embedded.link.functions import FUNCIONES
from portal.repo.embedded.link.sql import SqlSqlite
from portal.repo.embedded.link.threads import whole
from portal.repo.tables.access import usuarios
from portal.repo.tables.debts import consultas
from portal.repo.tables.desk import clientes, diferencias, extractos, liquidaciones
from portal.repo.tables.payments import historia, listados, pagos, seguimiento, sumas, tabla
from portal.structs.pagos import Estado
from portal.structs.tabla import FiltroDeTabla, OrdenDeTabla

SIZES = (Size(1_000, 400), Size(10_000, 4_000))
# Deeper trees, and what stands beside what.
MORE = 1.1
EVERY = 10
MINUTE = timedelta(minutes=1)
# Of the newest, five are in doubt.
HOURS = timedelta(hours=9)
LAST = "SELECT max(creado) FROM portal_pago"
EVERYBODYS = "SELECT id FROM portal_pago WHERE cliente = :cliente"


@dataclass(frozen=True)
class Past:
    """A database, how much there is in it, and when its last payment began."""

    base: sqlite3.Connection
    sql: SqlSqlite
    size: Size
    last: datetime

    def steps(self, question: "Question") -> int:
        """What its answer takes, in tens of SQLite's steps; what it changes is undone."""
        taken = 0

        def step() -> None:
            nonlocal taken
            taken += 1

        self.base.execute("BEGIN")
        self.base.set_progress_handler(step, EVERY)
        whole(question(self))
        self.base.set_progress_handler(None, 0)
        self.base.execute("ROLLBACK")
        return taken


def _filtro(past: Past, **otros: object) -> FiltroDeTabla:
    """The last two days: less than the smaller history has."""
    hasta = dia(past.last)
    return structs.replace(FiltroDeTabla(desde=hasta - timedelta(days=2), hasta=hasta), **otros)


Question = Callable[[Past], Coroutine[object, None, object]]
QUESTIONS: dict[str, Question] = {
    "the list": lambda past: listados.listar(past.sql, limite=21),
    "the list from its middle": lambda past: listados.listar(past.sql, limite=21, desde=past.size.payments // 2),
    "a state": lambda past: listados.listar(past.sql, limite=21, estado="PAGADO"),
    "a state that none has": lambda past: listados.listar(past.sql, limite=21, estado="VENCIDO"),
    "a canal's": lambda past: listados.listar(past.sql, limite=21, emisor="canal-1"),
    "a customer's": lambda past: listados.listar(past.sql, limite=21, documento="4000005"),
    "a customer's newest": lambda past: historia.hasta(past.sql, "4000005", past.last, 25),
    "a customer's months": lambda past: historia.entre(past.sql, "4000005", past.last - HOURS * 999, past.last),
    "a search": lambda past: listados.listar(past.sql, limite=21, buscar="4000005", estado="PAGADO"),
    "a search in vain": lambda past: listados.listar(past.sql, limite=21, buscar="NO-ESTA", estado="PAGADO"),
    "a code": lambda past: pagos.por_codigo(past.sql, "EC-00000-00501"),
    "a customer by words": lambda past: clientes.con_palabras(past.sql, ("cliente", "numero"), 21),
    "words that nobody has": lambda past: clientes.con_palabras(past.sql, ("nadie",), 21),
    "a word that all have and one that nobody has": lambda past: clientes.con_palabras(
        past.sql, ("cliente", "nadie"), 21
    ),
    "customers by a documento's beginning": lambda past: clientes.con_documento(past.sql, "40000", 11),
    "a code's beginning": lambda past: clientes.con_codigo(past.sql, "ec-00000-005", 31),
    "a code's end": lambda past: clientes.con_final(past.sql, "0501", 31),
    "a code's middle": lambda past: clientes.con_parte(past.sql, "00000-", 0, 500, 31),
    "what no code has": lambda past: clientes.con_parte(past.sql, "no-esta", 0, 500, 31),
    "an amount that all have": lambda past: clientes.con_total(past.sql, 1, 355_250, 31),
    "an amount that none has": lambda past: clientes.con_total(past.sql, 1, 355_251, 31),
    "receipts between two": lambda past: clientes.entre_numeros(past.sql, 100, 900, 31),
    "the channels": lambda past: listados.canales(past.sql),
    "a day": lambda past: listados.pagados_entre(past.sql, past.last - HOURS, past.last),
    "a day's doubts": lambda past: listados.en_duda_entre(past.sql, past.last - HOURS, past.last),
    "a day's sums": lambda past: sumas.del_dia(past.sql, past.last - HOURS, past.last),
    **{
        f"the table, {orden}": lambda past, orden=orden: tabla.numeros(past.sql, _filtro(past, orden=orden), 26)
        for orden in OrdenDeTabla
    },
    "the table, of a canal and a state": lambda past: tabla.numeros(
        past.sql, _filtro(past, canal="canal-1", estado=Estado.PAGADO, moneda=1), 26
    ),
    "the table, of what none has": lambda past: tabla.numeros(
        past.sql, _filtro(past, estado=Estado.VENCIDO, moneda=2), 26
    ),
    "the table's totals": lambda past: tabla.sumar(past.sql, _filtro(past)),
    "what waits in doubt": lambda past: seguimiento.primeros_demorados(past.sql, past.last, MINUTE, 100),
    "differences that wait": lambda past: diferencias.abiertas(past.sql, 100),
    "where extracts name some payments": lambda past: liquidaciones.nombrados(past.sql, ("C00000-00001", "7")),
    "the sweep": lambda past: seguimiento.pendientes(past.sql, past.last),
    "its next round": lambda past: seguimiento.proxima(past.sql),
    "what takes too long": lambda past: seguimiento.sin_avisar(past.sql, past.last, MINUTE),
    "the extracts": lambda past: extractos.ultimos(past.sql),
    "old consultations": lambda past: consultas.olvidar(past.sql, past.last - timedelta(days=9)),
    "prices of a customer": lambda past: consultas.sin_precio(past.sql, "4999999", 1),
    "the demonstration's users": lambda past: usuarios.cuantos_de_demo(past.sql),
}


@pytest.fixture(scope="module")
def pasts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Past]]:
    folder = tmp_path_factory.mktemp("historia")
    opened: list[Past] = []
    for size in SIZES:
        base = sqlite3.connect(prepare(folder, size), isolation_level=None)
        for function in FUNCIONES:
            base.create_function(*function)
        opened.append(Past(base, SqlSqlite(base), size, de_micros(base.execute(LAST).fetchone()[0])))
    yield opened
    for past in opened:
        past.base.close()


@pytest.mark.parametrize("name", QUESTIONS)
def test_more_history_takes_no_more_steps(pasts: list[Past], name: str) -> None:
    few, many = (past.steps(QUESTIONS[name]) for past in pasts)
    assert many <= MORE * few + 2, (few, many)


def test_what_reads_all_is_seen(pasts: list[Past]) -> None:
    few, many = (past.steps(lambda past: past.sql.todas(EVERYBODYS, cliente="-")) for past in pasts)
    assert many > 5 * few
