"""What is written down of a database: read, and written as its schema moves."""

import time
from collections.abc import Sequence

import oracledb

from portal.repo.migrations.steps import Applied, Step, steps
from portal.repo.oracle.schema.books import COLUMNS, ENGINE, UNDERWAY, VERSION, WHOLE, Books, names

BEGIN = "INSERT INTO portal_paso (numero, sentencia) VALUES (:numero, 0)"
DONE = "INSERT INTO portal_paso (numero, sentencia) VALUES (:numero, :sentencia)"
ENDED = "DELETE FROM portal_paso WHERE numero = :numero"
NOTE = "INSERT INTO portal_version (numero, nombre, huella, en) VALUES (:numero, :nombre, :huella, :en)"


def read(raw: oracledb.Connection) -> Books:
    """Of a database in which nothing may be written down yet."""
    with raw.cursor() as cursor:
        there = names(cursor.execute(COLUMNS) or ())
        if not {"portal_version", "portal_paso"} <= there:
            return Books(there, (), {})
        written = tuple(Applied(int(number), name, seal) for number, name, seal in cursor.execute(VERSION) or ())
        return Books(there, written, {int(number): int(done) for number, done in cursor.execute(UNDERWAY) or ()})


def begin(raw: oracledb.Connection, number: int) -> None:
    """Before the first statement of a step."""
    with raw.cursor() as cursor:
        cursor.execute(BEGIN, numero=number)
    raw.commit()


def done(raw: oracledb.Connection, number: int, statement: int) -> None:
    """After each statement: in one commit with the rows it changed. Raises IntegrityError where another run did it."""
    with raw.cursor() as cursor:
        cursor.execute(DONE, numero=number, sentencia=statement)
    raw.commit()


def note(raw: oracledb.Connection, taken: Sequence[Step]) -> None:
    """The steps that it has been through from now on: nothing of them is under way any more."""
    with raw.cursor() as cursor:
        for step in taken:
            row = step.applied
            cursor.execute(NOTE, numero=row.number, nombre=row.name, huella=row.hash, en=time.time_ns() // 1000)
            cursor.execute(ENDED, numero=row.number)
    raw.commit()


def whole(raw: oracledb.Connection) -> None:
    """The whole schema was made, which is every step's."""
    with raw.cursor() as cursor:
        cursor.execute(ENDED, numero=WHOLE)
    note(raw, steps(ENGINE))
