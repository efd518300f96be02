"""DDL for real: each statement changes Oracle's text of the table, and SQLite's table is made again from it.

Each statement is one transaction, as in Oracle, and refused with Oracle's codes. What differs: the length of a text is
not held, and a type is either a whole number or a text.
"""

import re
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlglot import exp

from tests.oracle_wire.dictionary import PUT, changing, in_sqlite, is_identity, own, parsed
from tests.oracle_wire.errors import OracleError, Unsupported

IS_DDL = re.compile(r"\s*(create|alter\s+table|drop)\b", re.IGNORECASE)
NOTES = re.compile(r"--[^\n]*")
REFUSAL = re.compile(
    r"CREATE TRIGGER (\w+) BEFORE (UPDATE|DELETE)( OF [\w, ]+)? ON (\w+) FOR EACH ROW BEGIN "
    r"raise_application_error\(-20900, ('[^']+')\); END;"
)
TAKEN = "name is already used by an existing object"
BROKEN = {
    sqlite3.SQLITE_CONSTRAINT_CHECK: (2293, "cannot validate - check constraint violated"),
    sqlite3.SQLITE_CONSTRAINT_NOTNULL: (2296, "cannot enable - null values found"),
    sqlite3.SQLITE_CONSTRAINT_UNIQUE: (2299, "cannot validate - duplicate keys found"),
    sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY: (2437, "cannot validate - primary key violated"),
}


def run(path: Path, sql: str) -> None:
    """Raises OracleError as Oracle would."""
    text = " ".join(NOTES.sub("", sql).split())
    with changing(path) as base:
        for pattern, act in ACTS:
            if found := re.fullmatch(pattern, text, re.IGNORECASE):
                act(Change(base, text), *found.groups())
                return
        raise Unsupported(text[:80])


@dataclass
class Change:
    """A statement under way."""

    base: sqlite3.Connection
    text: str

    def create_table(self, name: str) -> None:
        self._free("TABLE", name)
        self._make(parsed(self.text), name)
        self._put("TABLE", name, name, self.text)

    def create_index(self, unique: str | None, name: str, table: str, columns: str) -> None:
        shape = self._shape(table)
        if self._text("INDEX", name):
            raise OracleError(955, TAKEN)
        plain = [each.strip().lower() for each in columns.split(",")]
        keys = [[each.name.lower() for each in key.find_all(exp.Identifier)] for key in shape.find_all(exp.PrimaryKey)]
        if plain in keys or plain in self._indexed(table):
            raise OracleError(1408, "such column list already indexed")
        self._sql(f"CREATE {unique or ''}INDEX {name} ON {own(table)} ({columns})")
        self._put("INDEX", name, table, self.text)

    def create_trigger(self, name: str) -> None:
        if self._text("TRIGGER", name):
            raise OracleError(4081, f"trigger '{name}' already exists")
        refusal = REFUSAL.fullmatch(self.text)
        if refusal is None:
            raise Unsupported(self.text[:80])
        self._shape(refusal[4])
        self._trigger(self.text)
        self._put("TRIGGER", name, refusal[4], self.text)

    def create_other(self, kind: str, name: str) -> None:
        """Kept by name: nothing here compiles a package or asks a view."""
        self._free(kind, name)
        self._put(kind.upper(), name, "", self.text)

    def add_columns(self, table: str, columns: str) -> None:
        shape = self._shape(table)
        for new in parsed(f"CREATE TABLE x ({columns})").this.expressions:
            if new.name.lower() in _columns(shape):
                raise OracleError(1430, "column being added already exists in table")
            rows = self.base.execute(f"SELECT 1 FROM {own(table)}").fetchone()  # noqa: S608 - a test's own
            if rows and new.find(exp.NotNullColumnConstraint) and not new.find(exp.DefaultColumnConstraint):
                raise OracleError(1758, "table must be empty to add mandatory (NOT NULL) column")
            shape.this.append("expressions", new)
        self._again(table, shape)

    def add_constraint(self, table: str, name: str, constraint: str) -> None:
        shape = self._shape(table)
        made = [
            parsed(str(text)) for (text,) in self.base.execute("SELECT sql FROM oracle_objeto WHERE tipo = 'TABLE'")
        ]
        if any(each.name.lower() == name.lower() for one in made for each in one.find_all(exp.Constraint)):
            raise OracleError(2264, "name already used by an existing constraint")
        if constraint.upper().startswith("PRIMARY") and shape.find(exp.PrimaryKey):
            raise OracleError(2260, "table can have only one primary key")
        new = parsed(f"CREATE TABLE x (y NUMBER(1), CONSTRAINT {name} {constraint})").this.expressions[1]
        shape.this.append("expressions", new)
        self._again(table, shape)

    def drop_constraint(self, table: str, name: str) -> None:
        shape = self._shape(table)
        mine = [each for each in shape.find_all(exp.Constraint) if each.name.lower() == name.lower()]
        if not mine:
            raise OracleError(2443, "Cannot drop constraint - nonexistent constraint")
        mine[0].pop()
        self._again(table, shape)

    def modify(self, table: str, name: str, how: str) -> None:
        shape = self._shape(table)
        column = _columns(shape).get(name.lower())
        if column is None:
            raise OracleError(904, f'"{name.upper()}": invalid identifier')
        if how.upper() == "DROP IDENTITY":
            if not is_identity(column):
                raise OracleError(30673, "column to be modified is not an identity column")
            column.find(exp.GeneratedAsIdentityColumnConstraint).parent.replace(
                exp.ColumnConstraint(kind=exp.NotNullColumnConstraint())
            )
        elif how.upper() == "NOT NULL":
            if column.find(exp.NotNullColumnConstraint):
                raise OracleError(1442, "column to be modified to NOT NULL is already NOT NULL")
            column.append("constraints", exp.ColumnConstraint(kind=exp.NotNullColumnConstraint()))
        else:
            column.set("kind", exp.DataType.build(how, dialect="oracle"))
        self._again(table, shape)

    def drop_column(self, table: str, name: str) -> None:
        shape = self._shape(table)
        column = _columns(shape).get(name.lower())
        if column is None:
            raise OracleError(904, f'"{name.upper()}": invalid identifier')
        column.pop()
        self._again(table, shape)

    def rename_column(self, table: str, old: str, new: str) -> None:
        """Keys, checks and references follow; an index or a trigger that names it is not for here."""
        columns = _columns(self._shape(table))
        if old.lower() not in columns:
            raise OracleError(904, f'"{old.upper()}": invalid identifier')
        if new.lower() in columns:
            raise OracleError(957, "duplicate column name")
        of_table = "SELECT sql FROM oracle_objeto WHERE tabla = ? AND tipo <> 'TABLE'"
        for (text,) in self.base.execute(of_table, (table.upper(),)):
            if re.search(rf"\b{old}\b", str(text), re.IGNORECASE):
                raise Unsupported(self.text[:80])
        self._sql(f"ALTER TABLE {own(table)} RENAME COLUMN {old} TO {new}")
        for name, text in self.base.execute("SELECT nombre, sql FROM oracle_objeto WHERE tipo = 'TABLE'").fetchall():
            shape = parsed(str(text))
            inside = [shape] if name == table.upper() else []
            refers = [each for each in shape.find_all(exp.Reference) if each.this.this.name.upper() == table.upper()]
            for scope in inside or refers:
                for identifier in scope.find_all(exp.Identifier):
                    if identifier.name.lower() == old.lower():
                        identifier.set("this", new)
            self._put("TABLE", str(name), str(name), shape.sql(dialect="oracle"))

    def drop(self, kind: str, name: str) -> None:
        if not self._text(kind, name):
            codes = {"TABLE": (942, "table or view does not exist"), "INDEX": (1418, "specified index does not exist")}
            raise OracleError(*codes.get(kind.upper(), (4080, f"trigger '{name}' does not exist")))
        self._sql(f"DROP {kind} {own(name)}")
        self.base.execute("DELETE FROM oracle_objeto WHERE tipo = ? AND nombre = ?", (kind.upper(), name.upper()))
        if kind.upper() == "TABLE":
            self.base.execute("DELETE FROM oracle_objeto WHERE tabla = ?", (name.upper(),))

    def _free(self, kind: str, name: str) -> None:
        if self._text(kind, name):
            raise OracleError(955, TAKEN)

    def _text(self, kind: str, name: str) -> str | None:
        found = self.base.execute(
            "SELECT sql FROM oracle_objeto WHERE tipo = ? AND nombre = ?", (kind.upper(), name.upper())
        ).fetchone()
        return None if found is None else str(found[0])

    def _shape(self, table: str) -> exp.Create:
        text = self._text("TABLE", table)
        if text is None:
            raise OracleError(942, "table or view does not exist")
        return parsed(text)

    def _indexed(self, table: str) -> list[list[str]]:
        of_table = "SELECT sql FROM oracle_objeto WHERE tipo = 'INDEX' AND tabla = ?"
        texts = [str(text) for (text,) in self.base.execute(of_table, (table.upper(),))]
        return [[each.strip().lower() for each in text[text.index("(") + 1 : -1].split(",")] for text in texts]

    def _put(self, kind: str, name: str, table: str, text: str) -> None:
        self.base.execute(PUT, (kind.upper(), name.upper(), table.upper(), text))

    def _make(self, shape: exp.Create, name: str) -> None:
        self._sql(in_sqlite(shape, own(name)))

    def _trigger(self, text: str) -> None:
        name, event, columns, table, said = REFUSAL.fullmatch(text).groups()  # type: ignore[union-attr]
        self._sql(
            f"CREATE TRIGGER {name} BEFORE {event}{columns or ''} ON {own(table)} "
            f"BEGIN SELECT raise(ABORT, {said}); END"
        )

    def _again(self, table: str, shape: exp.Create) -> None:
        """The table is made anew with its rows, its indexes and its triggers."""
        mine = own(table)
        before = [str(row[1]) for row in self.base.execute(f"PRAGMA table_info({mine})")]
        kept = ", ".join(name for name in before if name.lower() in _columns(shape))
        self._make(shape, "nueva")
        self._sql(f"INSERT INTO nueva ({kept}) SELECT {kept} FROM {mine}")  # noqa: S608 - a test's own
        self._sql(f"DROP TABLE {mine}")
        self._sql(f"ALTER TABLE nueva RENAME TO {mine}")
        self._put("TABLE", table, table, shape.sql(dialect="oracle"))
        of_table = "SELECT tipo, sql FROM oracle_objeto WHERE tabla = ? AND tipo <> 'TABLE'"
        for kind, text in self.base.execute(of_table, (table.upper(),)).fetchall():
            (self._trigger if kind == "TRIGGER" else self._sql)(own(str(text)))

    def _sql(self, statement: str) -> None:
        try:
            self.base.execute(statement)
        except sqlite3.IntegrityError as error:
            raise OracleError(*BROKEN.get(error.sqlite_errorcode, (2290, str(error)))) from error
        except sqlite3.OperationalError as error:
            code = 904 if "column" in str(error) else 900
            raise OracleError(code, str(error)) from error


def _columns(shape: exp.Create) -> dict[str, exp.ColumnDef]:
    return {each.name.lower(): each for each in shape.this.expressions if isinstance(each, exp.ColumnDef)}


ACTS: tuple[tuple[str, Callable[..., None]], ...] = (
    (r"CREATE TABLE (\w+) .*", Change.create_table),
    (r"CREATE (UNIQUE )?INDEX (\w+) ON (\w+) ?\((.*)\)", Change.create_index),
    (r"CREATE TRIGGER (\w+) .*", Change.create_trigger),
    (r"CREATE (VIEW|PACKAGE BODY|PACKAGE) (\w+) .*", Change.create_other),
    (r"ALTER TABLE (\w+) ADD CONSTRAINT (\w+) (.*)", Change.add_constraint),
    (r"ALTER TABLE (\w+) ADD \((.*)\)", Change.add_columns),
    (r"ALTER TABLE (\w+) MODIFY \((\w+) (.*)\)", Change.modify),
    (r"ALTER TABLE (\w+) DROP CONSTRAINT (\w+)", Change.drop_constraint),
    (r"ALTER TABLE (\w+) DROP COLUMN (\w+)", Change.drop_column),
    (r"ALTER TABLE (\w+) RENAME COLUMN (\w+) TO (\w+)", Change.rename_column),
    (r"DROP (TABLE|INDEX|TRIGGER) (\w+)", Change.drop),
)
