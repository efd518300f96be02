"""What a script of CREATE statements makes, read by a parser, so that two dialects can be laid side by side."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import sqlglot
from sqlglot import exp

RAIZ = Path(__file__).parents[3]
ORACLE = RAIZ / "portal/repo/oracle/schema"
SQLITE = RAIZ / "portal/repo/embedded/link/schema.sql"


@dataclass
class Tabla:
    """One table: its columns' types by name, what may not be NULL, its keys and its checks."""

    columnas: dict[str, exp.DataType] = field(default_factory=dict)
    obligatorias: set[str] = field(default_factory=set)
    defectos: dict[str, str] = field(default_factory=dict)
    primaria: tuple[str, ...] = ()
    unicas: set[tuple[str, ...]] = field(default_factory=set)
    ajenas: set[tuple[str, str, bool]] = field(default_factory=set)
    checks: list[exp.Expression] = field(default_factory=list)
    indices: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def cerrar(self) -> None:
        """A primary key is never NULL, whether that is written or not."""
        self.obligatorias.update(self.primaria)


def de_oracle(*guiones: str) -> dict[str, Tabla]:
    """The tables that those scripts make; PL/SQL is not for this."""
    return _leer("\n".join(guiones), "oracle")


def de_sqlite(guion: str) -> dict[str, Tabla]:
    """The tables that SQLite itself made of that script."""
    with closing(sqlite3.connect(":memory:")) as base:
        base.executescript(guion)
        hechas = base.execute("SELECT sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL")
        textos = [fila[0] for fila in hechas if "sqlite_sequence" not in fila[0]]
    # The parser does not know this one, and how rows are stored is nothing to compare.
    return _leer(";\n".join(texto.replace("WITHOUT ROWID", "") for texto in textos), "sqlite")


def guion(nombre: str) -> str:
    """The text of one of the Oracle scripts."""
    return (ORACLE / nombre).read_text("utf-8")


def _leer(guiones: str, dialecto: str) -> dict[str, Tabla]:
    tablas: dict[str, Tabla] = {}
    for sentencia in sqlglot.parse(guiones, dialect=dialecto):
        if not isinstance(sentencia, exp.Create) or sentencia.kind == "VIEW":
            raise TypeError(f"neither a table nor an index: {sentencia!r}"[:200])
        if sentencia.kind == "TABLE":
            tablas[sentencia.this.this.name.lower()] = _tabla(sentencia.this)
        else:
            indice = sentencia.this
            columnas = tuple(_columna_de_indice(cada.this) for cada in indice.args["params"].args["columns"])
            tablas[indice.args["table"].name.lower()].indices[indice.name.lower()] = columnas
    return tablas


def _tabla(esquema: exp.Schema) -> Tabla:
    tabla = Tabla()
    for parte in esquema.expressions:
        if isinstance(parte, exp.ColumnDef):
            _columna(tabla, parte)
        else:
            for restriccion in parte.expressions if isinstance(parte, exp.Constraint) else [parte]:
                _restriccion(tabla, restriccion)
    tabla.cerrar()
    return tabla


def _columna(tabla: Tabla, definicion: exp.ColumnDef) -> None:
    nombre = definicion.name.lower()
    tabla.columnas[nombre] = definicion.kind
    for cual in (restriccion.kind for restriccion in definicion.constraints):
        if isinstance(cual, exp.NotNullColumnConstraint):
            tabla.obligatorias.add(nombre)
        elif isinstance(cual, exp.PrimaryKeyColumnConstraint):
            tabla.primaria = (nombre,)
        elif isinstance(cual, exp.UniqueColumnConstraint):
            tabla.unicas.add((nombre,))
        elif isinstance(cual, exp.DefaultColumnConstraint):
            tabla.defectos[nombre] = cual.this.sql()
        elif isinstance(cual, exp.CheckColumnConstraint):
            tabla.checks.append(cual.this)
        elif isinstance(cual, exp.Reference):
            borra = any("CASCADE" in str(opcion) for opcion in cual.args.get("options") or [])
            tabla.ajenas.add((nombre, cual.this.this.name.lower(), borra))


def _restriccion(tabla: Tabla, cual: exp.Expression) -> None:
    if isinstance(cual, exp.PrimaryKey):
        tabla.primaria = tuple(_nombres(cual))
    elif isinstance(cual, exp.UniqueColumnConstraint):
        tabla.unicas.add(tuple(_nombres(cual.this)))
    elif isinstance(cual, exp.CheckColumnConstraint):
        tabla.checks.append(cual.this)
    else:
        raise TypeError(f"a constraint of a kind not met before: {cual!r}")


def _columna_de_indice(de_que: exp.Expression) -> str:
    """A column's name, or an expression of some."""
    return de_que.name.lower() if isinstance(de_que, exp.Column) else de_que.sql().lower()


def _nombres(lista: exp.Expression) -> Iterator[str]:
    return (cada.name.lower() for cada in lista.expressions)
