"""What differs between Oracle and SQLite where the portal's statements go by both: binds, column types and errors."""

import re
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from portal.errors import NoDisponible
from portal.repo.protocol import LlaveDuplicada
from tests.oracle_wire.errors import OracleError
from tests.oracle_wire.results import Column
from tests.oracle_wire.values import Valor

FICHAS = re.compile(r"'(?:[^']|'')*'|\"[^\"]*\"|--[^\n]*|/\*.*?\*/|:(\w+)", re.DOTALL)
PARA_CAMBIAR = re.compile(
    r"\s+for\s+update(?:\s+of\s+[\w.,\s]+?)?(?P<modo>\s+nowait|\s+skip\s+locked|\s+wait\s+\d+)?\s*$", re.IGNORECASE
)
# So many rows of an ordered SELECT: SQLite has another word for it.
PRIMERAS = re.compile(r"\s+fetch\s+first\s+(?P<cuantas>:?\w+)\s+rows\s+only\s*$", re.IGNORECASE)
OCUPADO = OracleError(54, "resource busy and acquire with NOWAIT specified or timeout expired")
RESTRICCIONES = {
    sqlite3.SQLITE_CONSTRAINT_UNIQUE: (1, "unique constraint violated"),
    sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY: (1, "unique constraint violated"),
    sqlite3.SQLITE_CONSTRAINT_NOTNULL: (1400, "cannot insert NULL"),
    sqlite3.SQLITE_CONSTRAINT_CHECK: (2290, "check constraint violated"),
    sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY: (2291, "integrity constraint violated"),
}
ENTERO = 19  # digits of the portal's NUMBER columns
LARGO = 4000
LARGO_EXTENDIDO = 32767


def por_nombre(sql: str, binds: Sequence[Valor]) -> dict[str, str | int | None]:
    """The binds under their names: outside of PL/SQL the driver sends one for each place where a name stands."""
    nombres = [nombre for nombre in FICHAS.findall(sql) if nombre]
    if len(nombres) != len(binds):
        raise OracleError(1008, "not all variables bound")
    return {nombre: _guardable(valor) for nombre, valor in zip(nombres, binds, strict=True)}


def _guardable(valor: Valor) -> str | int | None:
    if isinstance(valor, Decimal):
        return int(valor) if valor == valor.to_integral_value() else format(valor, "f")
    return valor.isoformat() if isinstance(valor, datetime) else valor


def columnas(nombres: Sequence[str], filas: Sequence[sqlite3.Row], tipos: Mapping[str, str]) -> list[Column]:
    """By what the values are, and where all are NULL by what the tables say of a column of that name. An expression is
    an unconstrained NUMBER, as in Oracle."""
    return [
        _columna(nombre.upper(), [fila[lugar] for fila in filas if fila[lugar] is not None], tipos.get(nombre.lower()))
        for lugar, nombre in enumerate(nombres)
    ]


def _columna(nombre: str, valores: Sequence[object], declarado: str | None) -> Column:
    es_numero = all(isinstance(valor, int) for valor in valores) if valores else declarado == "INTEGER"
    if es_numero:
        return Column(nombre, "NUMBER", precision=ENTERO if declarado else 0)
    largo = max((len(str(valor).encode()) for valor in valores), default=0)
    return Column(nombre, size=LARGO if largo <= LARGO else LARGO_EXTENDIDO)


def error_de(error: Exception) -> OracleError:
    """As Oracle says it."""
    if isinstance(error, LlaveDuplicada):
        return OracleError(1, "unique constraint violated")
    if isinstance(error, sqlite3.IntegrityError):
        return OracleError(*RESTRICCIONES.get(error.sqlite_errorcode, (2290, str(error))))
    if isinstance(error, NoDisponible) or (
        isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode == sqlite3.SQLITE_BUSY
    ):
        return OCUPADO
    dicho = str(error)
    if "no such table" in dicho:
        return OracleError(942, "table or view does not exist")
    if "no such column" in dicho:
        return OracleError(904, "invalid identifier")
    return OracleError(900, f"invalid SQL statement: {dicho}")
