"""Which steps a database has been through, and whether it is of this version: asked before anything is done with it."""

from collections.abc import Iterable, Mapping

import oracledb
from msgspec import Struct

from portal.errors import NoDisponible
from portal.repo.migrations import plan
from portal.repo.migrations.recognition import ON_ORACLE, first
from portal.repo.migrations.steps import Applied, Step, steps
from portal.repo.oracle.link.errors import DatabaseDown
from portal.repo.oracle.schema.refusals import code
from portal.repo.protocol import Sql
from portal.repo.rows import entero, texto
from portal.texts.named import datos

ENGINE = "oracle"
COLUMNS = "SELECT table_name, column_name FROM user_tab_columns WHERE table_name LIKE 'PORTAL%'"
VERSION = "SELECT numero, nombre, huella FROM portal_version ORDER BY numero"
UNDERWAY = "SELECT numero, max(sentencia) AS sentencia FROM portal_paso GROUP BY numero"
WHOLE = 0
ABSENT = "ORA-00942"


class Books(Struct, frozen=True):
    """What is written down of a database. there: its tables, and its columns as table.column. underway: how many
    statements are done of a step that was begun (WHOLE: of the whole schema)."""

    there: frozenset[str]
    written: tuple[Applied, ...]
    underway: Mapping[int, int]

    @property
    def empty(self) -> bool:
        """Nothing of the portal's is in it, or only part of what «db install» makes."""
        return "portal_usuario" not in self.there or WHOLE in self.underway

    @property
    def applied(self) -> tuple[Applied, ...]:
        """The steps that it has been through, written down in it or told by its tables. The first step of all, once
        begun, is told by neither."""
        return self.written if self.written or self.underway else first(steps(ENGINE), self.there, ON_ORACLE)

    @property
    def missing(self) -> tuple[Step, ...]:
        """The steps that it lacks. Raises NoDisponible where none would mend it."""
        self.require_ours()
        return plan.missing(steps(ENGINE), self.applied)

    def require_ours(self) -> None:
        """Raises NoDisponible where there is no whole portal in it, of whatever version."""
        if self.empty:
            raise unfinished() if WHOLE in self.underway else nothing()

    def require(self) -> None:
        """Raises NoDisponible unless it is of this version, and says so."""
        if rest := self.missing:
            raise plan.behind(rest)
        if not self.written:
            raise plan.unversioned()


async def look(sql: Sql) -> None:
    """Raises NoDisponible unless the database is of this version: one trip where it is."""
    if written := await _written(sql):
        plan.require(steps(ENGINE), written)
        return
    columns = await sql.todas(COLUMNS)
    there = names((texto(row["table_name"]), texto(row["column_name"])) for row in columns)
    underway = await sql.todas(UNDERWAY) if "portal_paso" in there else []
    Books(there, (), {entero(row["numero"]): entero(row["sentencia"]) for row in underway}).require()


async def _written(sql: Sql) -> tuple[Applied, ...]:
    try:
        rows = await sql.todas(VERSION)
    except DatabaseDown as unread:
        if isinstance(unread.__cause__, oracledb.Error) and code(unread.__cause__) == ABSENT:
            return ()
        raise
    return tuple(Applied(entero(row["numero"]), texto(row["nombre"]), texto(row["huella"])) for row in rows)


def names(columns: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Rows of COLUMNS as tables, and columns."""
    pairs = [(table.lower(), column.lower()) for table, column in columns]
    return frozenset(table for table, _ in pairs) | frozenset(f"{table}.{column}" for table, column in pairs)


def lacks(what: str) -> NoDisponible:
    """A database without something of this version, whatever it says of itself."""
    return NoDisponible("base-antigua", datos(caso="en-oracle", objeto=what), plan.REINTENTAR_S)


def nothing() -> NoDisponible:
    """A database in which the portal was not installed."""
    return NoDisponible("base-no-creada", datos(caso="en-oracle"), plan.REINTENTAR_S)


def unfinished() -> NoDisponible:
    """One in which it was being installed when something cut it."""
    return NoDisponible("base-a-medias", (), plan.REINTENTAR_S)
