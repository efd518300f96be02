"""Taking the numbered steps on an Oracle, where DDL commits by itself: a run that is cut is simply run again."""

from collections.abc import Callable
from contextlib import closing
from typing import TypeAlias

import oracledb

from portal.repo.migrations.steps import Step, steps
from portal.repo.oracle.schema import ledger, refusals
from portal.repo.oracle.schema.blocking import InstalacionCortada, connect, told
from portal.repo.oracle.schema.books import ENGINE, Books, lacks
from portal.repo.oracle.schema.customers import know_customers
from portal.repo.oracle.schema.script import DEL_PORTAL, leer, statements
from portal.repo.oracle.schema.seal import seal_audit
from portal.repo.oracle.schema.turn import Turn, alone
from portal.settings import Settings
from portal.texts.named import Saying, datos

Tell: TypeAlias = Callable[[Step], None]

# What a step asks for that SQL alone does not do.
CALLS = {"CALL seal_audit()": seal_audit, "CALL know_customers()": know_customers}
OBJECTS = "SELECT object_name FROM user_objects WHERE object_type IN ('TABLE', 'TRIGGER')"


def status(settings: Settings) -> Books:
    """What is written down, without changing anything. Raises InstalacionCortada."""
    with told("catalogo"), closing(connect(settings)) as raw:
        return ledger.read(raw)


def migrate(settings: Settings, tell: Tell) -> None:
    """Takes the steps that are missing, and tells each. What was done stays where one fails, and the next run goes on
    from there. Raises InstalacionCortada, and NoDisponible for a database that no step mends."""
    status(settings).require_ours()
    with alone(settings) as turn:
        books = ledger.read(turn.raw)
        rest = books.missing
        if not books.written and books.applied:
            ledger.note(turn.raw, [step for step in steps(ENGINE) if step not in rest])
        for step in rest:
            _take(turn, step, books.underway.get(step.number))
            tell(step)
        _require_whole(turn.raw)


def _take(turn: Turn, step: Step, done: int | None) -> None:
    if done is None:
        ledger.begin(turn.raw, step.number)
    for number, statement in enumerate(statements(step.sql), start=1):
        if number <= (done or 0):
            continue
        try:
            turn.check()
            _run(turn.raw, statement)
            ledger.done(turn.raw, step.number, number)
        except oracledb.Error as error:
            raise InstalacionCortada(
                Saying(
                    "instalacion-cortada",
                    datos(caso="en-un-paso", paso=step.label, sentencia=number, causa=refusals.code(error)),
                )
            ) from error
    ledger.note(turn.raw, [step])


def _run(raw: oracledb.Connection, statement: str) -> None:
    with raw.cursor() as cursor:
        if call := CALLS.get(statement):
            call(cursor)
        else:
            refusals.execute(cursor, statement)


def _require_whole(raw: oracledb.Connection) -> None:
    """Raises NoDisponible where a table or a trigger of this version is not there, whatever is written down."""
    with raw.cursor() as cursor:
        there = {str(name) for (name,) in cursor.execute(OBJECTS) or ()}
    for paso in (paso for guion in DEL_PORTAL for paso in leer(guion)):
        if paso.tipo in ("TABLE", "TRIGGER") and paso.nombre not in there:
            raise lacks(paso.frase)
