"""Oracles as older portals left them: the tables of that version's scripts, with the rows of its embedded database.

bases/oracle has the scripts of each version, without their comments. 0010's tables are 0009's: what came after is the
embedded ERP's alone. From 0011 on the steps that they have been through are written down in them. 0001 and 0006 to 0009
have none, as in test_bases.py.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from portal.repo.embedded.link.schema import texto
from portal.repo.migrations.steps import steps
from portal.repo.oracle.schema.script import pasos
from tests.oracle_wire import ddl, dictionary
from tests.repo.oracle.ddl import Tabla, de_oracle

BASES = Path(__file__).parent / "bases"
VERSIONS = [path.stem for path in sorted((BASES / "oracle").glob("*.sql"))]
NAMES = "SELECT name FROM {schema}.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
OBJECTS = "SELECT tipo, nombre, sql FROM oracle_objeto ORDER BY tipo, nombre"


def make(folder: Path, version: str) -> Path:
    """A file for the stand-in, with that version's tables and rows."""
    path = folder / "oracle.sqlite3"
    _company(path)
    dictionary.adopt(path)
    for paso in pasos((BASES / "oracle" / f"{version}.sql").read_text("utf-8")):
        ddl.run(path, paso.sql)
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        base.execute("ATTACH ':memory:' AS old")
        _copy(base, BASES / f"{version}.sql")
        if dictionary.OWN_VERSION in _names(base, "main"):
            dictionary.note(base, (step for step in steps("oracle") if step.number <= int(version)))
    return path


def shape(path: Path) -> tuple[dict[str, dict[str, object]], set[str]]:
    """Each table's columns, keys, checks and indexes, whatever order they came in; and the triggers."""
    with closing(sqlite3.connect(path)) as base:
        objects = [(str(kind), str(name), str(sql)) for kind, name, sql in base.execute(OBJECTS)]
    tables = de_oracle(*(f"{sql};" for kind in ("TABLE", "INDEX") for each, _, sql in objects if each == kind))
    triggers = {" ".join(sql.split()) for kind, _, sql in objects if kind == "TRIGGER"}
    return {name: _form(table) for name, table in tables.items()}, triggers


def _form(table: Tabla) -> dict[str, object]:
    return {
        "columns": {name: kind.sql() for name, kind in table.columnas.items()},
        "required": table.obligatorias,
        "defaults": table.defectos,
        "primary": table.primaria,
        "unique": table.unicas,
        "foreign": table.ajenas,
        "checks": {check.unnest().sql() for check in table.checks},
        "indexes": table.indices,
    }


def _company(path: Path) -> None:
    """The ERP's own side, which the stand-in's package works on."""
    with closing(sqlite3.connect(path)) as base:
        base.executescript(texto())
        base.execute("PRAGMA journal_mode = WAL")
        for name in _names(base, "main"):
            if not name.startswith("erp_"):
                base.execute(f"DROP TABLE {name}")
        base.commit()


def _copy(base: sqlite3.Connection, script: Path) -> None:
    with closing(sqlite3.connect(":memory:")) as old:
        old.executescript(script.read_text("utf-8"))
        there = set(_names(base, "main"))
        base.execute("PRAGMA foreign_keys = OFF")
        for name in _names(old, "main"):
            if name in there:
                rows = old.execute(f"SELECT * FROM {name}")  # noqa: S608 - our own tables
                columns = [str(column[0]) for column in rows.description]
                places = ", ".join("?" * len(columns))
                base.executemany(f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({places})", rows)  # noqa: S608 - our own tables


def _names(base: sqlite3.Connection, schema: str) -> Iterable[str]:
    return [str(name) for (name,) in base.execute(NAMES.format(schema=schema))]
