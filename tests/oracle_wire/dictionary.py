"""The data dictionary: what each statement of DDL made, in Oracle's words, beside what it became in the SQLite file."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import sqlglot
from sqlglot import exp

from portal.repo.embedded.link.functions import FUNCIONES
from portal.repo.migrations.steps import Step, steps
from portal.repo.oracle.schema.script import DEL_PORTAL, LIBROS, leer

# The embedded database has a table of that name in the same file, with its own steps.
VERSION = "portal_version"
OWN_VERSION = "oracle_version"
TABLES = "CREATE TABLE oracle_objeto (tipo TEXT, nombre TEXT, tabla TEXT, sql TEXT, PRIMARY KEY (tipo, nombre))"
PUT = "INSERT OR REPLACE INTO oracle_objeto (tipo, nombre, tabla, sql) VALUES (?, ?, ?, ?)"
# What a session sees of it.
VIEWS = (
    """CREATE TEMP VIEW user_tab_columns AS
    SELECT upper(replace(m.name, 'oracle_version', 'portal_version')) AS table_name, upper(c.name) AS column_name
    FROM main.sqlite_master m, pragma_table_info(m.name) c
    WHERE m.type = 'table' AND m.name NOT IN ('portal_version', 'oracle_objeto')""",
    """CREATE TEMP VIEW user_objects AS
    SELECT tipo AS object_type, nombre AS object_name, 'VALID' AS status FROM main.oracle_objeto""",
    "CREATE TEMP VIEW all_objects AS SELECT object_type, object_name FROM user_objects",
    """CREATE TEMP VIEW user_errors AS
    SELECT nombre AS name, tipo AS type, 0 AS line, '' AS text, 0 AS sequence FROM main.oracle_objeto WHERE 0""",
)


def own(sql: str) -> str:
    """The statement on this file's tables."""
    return sql.replace(f"{VERSION}_pk", "\0").replace(VERSION, OWN_VERSION).replace("\0", f"{VERSION}_pk")


@contextmanager
def changing(path: Path) -> Iterator[sqlite3.Connection]:
    """One transaction of its own, in which tables may be made again."""
    with closing(sqlite3.connect(path, timeout=30, isolation_level=None)) as base:
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA foreign_keys = OFF")
        for name, arguments, function in FUNCIONES:
            base.create_function(name, arguments, function, deterministic=True)
        base.create_function("translate", 3, lambda text, of, to: text and text.translate(str.maketrans(of, to)))
        base.execute("BEGIN IMMEDIATE")
        try:
            yield base
        except BaseException:
            base.execute("ROLLBACK")
            raise
        base.execute("COMMIT")


def adopt(path: Path) -> None:
    """A file that the embedded portal made is an Oracle on which «db install» ran; any other has no portal yet."""
    with changing(path) as base:
        there = {str(name) for (name,) in base.execute("SELECT name FROM sqlite_master")}
        if "oracle_objeto" in there:
            return
        base.execute(TABLES)
        if VERSION not in there:
            return
        for paso in (paso for script in LIBROS + DEL_PORTAL for paso in leer(script)):
            table = paso.nombre if paso.tipo == "TABLE" else ""
            base.execute(PUT, (paso.tipo, paso.nombre, table, paso.sql))
            if paso.tipo == "TABLE" and paso.nombre.lower() not in there - {VERSION}:
                base.execute(in_sqlite(parsed(own(paso.sql)), own(paso.nombre.lower())))
        note(base, steps("oracle"))


def note(base: sqlite3.Connection, taken: Iterable[Step]) -> None:
    """Those steps are written down in it."""
    for row in (step.applied for step in taken):
        base.execute("INSERT INTO oracle_version VALUES (?, ?, ?, 0)", (row.number, row.name, row.hash))


def parsed(sql: str) -> exp.Create:
    """A CREATE TABLE."""
    made = sqlglot.parse_one(sql, dialect="oracle")
    assert isinstance(made, exp.Create), sql
    return made


def in_sqlite(table: exp.Create, name: str) -> str:
    """The same table as SQLite has it: whole numbers, texts, and the same keys and checks."""
    parts = sorted(table.this.expressions, key=lambda each: not isinstance(each, exp.ColumnDef))
    identity = {each.name for each in parts if isinstance(each, exp.ColumnDef) and is_identity(each)}
    lines = [
        _column(each) if isinstance(each, exp.ColumnDef) else each.sql(dialect="sqlite")
        for each in parts
        if not (identity and isinstance(each, exp.Constraint) and each.find(exp.PrimaryKey))
    ]
    return f"CREATE TABLE {name} ({', '.join(lines)})"


def is_identity(column: exp.ColumnDef) -> bool:
    """Whether it numbers the rows by itself."""
    return column.find(exp.GeneratedAsIdentityColumnConstraint) is not None


def _column(column: exp.ColumnDef) -> str:
    if is_identity(column):
        return f"{column.name} INTEGER PRIMARY KEY AUTOINCREMENT"
    kind = "TEXT" if column.kind.this == exp.DataType.Type.VARCHAR else "INTEGER"
    return " ".join([column.name, kind, *(each.sql(dialect="sqlite") for each in column.constraints)])
