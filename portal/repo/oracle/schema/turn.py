"""A session that changes the schema while no other one does."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

import oracledb

from portal.errors import Ocupado
from portal.repo.oracle.schema import ledger, refusals
from portal.repo.oracle.schema.blocking import connect, told
from portal.repo.oracle.schema.script import leer
from portal.settings import Settings

ESPERA_S = 50
TAKE = f"LOCK TABLE portal_turno IN EXCLUSIVE MODE WAIT {ESPERA_S}"
# DDL waits that long for whoever is writing to the same table.
PATIENCE = "ALTER SESSION SET ddl_lock_timeout = 30"
# A new index over years of payments takes minutes.
DDL_MS = 3_600_000


@dataclass
class Turn:
    """`raw` makes the changes. DDL commits by itself and would end a lock of its own session, so that `_guard`, which
    does nothing else, holds it: should this process die, the database itself lets the next one in."""

    raw: oracledb.Connection
    _guard: oracledb.Connection

    def check(self) -> None:
        """Raises the driver's error where the lock was lost."""
        self._guard.ping()


@contextmanager
def alone(settings: Settings) -> Iterator[Turn]:
    """Until it is left. Raises Ocupado where somebody else has it for about a minute, and InstalacionCortada for
    what the driver raises meanwhile."""
    with told("turno"), closing(connect(settings)) as guard, closing(connect(settings)) as raw:
        raw.call_timeout = DDL_MS
        there = ledger.read(raw).there
        with raw.cursor() as cursor:
            cursor.execute(PATIENCE)
            for paso in leer("version.sql"):
                # Once they are there nobody needs leave to make them; two runs may find none.
                if paso.nombre.lower() not in there:
                    refusals.execute(cursor, paso.sql)
        with guard.cursor() as cursor:
            try:
                cursor.execute(TAKE)
            except oracledb.DatabaseError as error:
                if refusals.code(error) != refusals.BUSY:
                    raise
                raise Ocupado("migracion-en-curso", (), 60) from error
        yield Turn(raw, guard)
