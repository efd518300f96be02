"""An embedded database with as much history as is asked for, made in bulk and kept for the next run."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import msgspec
from msgspec import Struct

from portal import clock, passwords
from portal.inputs import words
from portal.repo.embedded.link import migration
from portal.repo.protocol import Fila
from portal.repo.tables.access import auditoria
from portal.structs.deudas import Deuda, Tipo
from portal.structs.usuarios import Nivel, Rol

CLAVE = "una clave de mediciones"
# Of a company that takes a hundred payments a day, of as many customers: more of them are more days.
POR_DIA = 100
STAFF = (("canal-1", 1, "canal"), ("canal-2", 2, "canal"), ("mesa", 3, "operador"))
# Of the demonstration: whoever works for the company has a second factor otherwise, which no benchmark is asked for.
MEMBER = """
INSERT INTO portal_usuario (id, usuario, rol, nombre, nivel, clave, es_demo, creado) VALUES (?, ?, ?, ?, ?, ?, 1, 0)"""
INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
HAPPENED = """
SELECT e.en, e.actor, e.a, e.motivo, p.emisor || '/' || p.cod_transaccion
FROM portal_pago_evento e JOIN portal_pago p ON p.id = e.pago_id ORDER BY e.pago_id, e.nro"""
KNOWN = "SELECT id, nombre FROM portal_cliente"
WORDS = "INSERT INTO portal_cliente_palabra (palabra, cliente_id) VALUES (?, ?)"
SEALED = "INSERT INTO portal_auditoria VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, ?)"


class Size(Struct, frozen=True):
    """How much history."""

    payments: int
    customers: int

    def path(self, folder: Path) -> Path:
        """Where such a database is kept."""
        return folder / f"historia-{self.payments}-{self.customers}.sqlite3"


def prepare(folder: Path, size: Size) -> Path:
    """That database, brought to this schema, or made where there is none."""
    path = size.path(folder)
    if path.exists():
        migration.migrate(path)
        return path
    making = path.with_suffix(".haciendo")
    making.unlink(missing_ok=True)
    migration.install(making)
    with closing(sqlite3.connect(making, isolation_level=None)) as base:
        _fill(base, size)
    making.rename(path)
    return path


def _fill(base: sqlite3.Connection, size: Size) -> None:
    # A base that breaks while it is made is made again: nothing of it has to be safe.
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -1000000", "temp_store = MEMORY"):
        base.execute(f"PRAGMA {pragma}")
    base.execute("BEGIN")
    base.create_function("debt", 1, _debt, deterministic=True)
    indexes = base.execute(INDEXES).fetchall()
    for name, _ in indexes:
        base.execute(f"DROP INDEX {name}")
    base.execute("CREATE TEMP TABLE size (payments INTEGER, customers INTEGER, last INTEGER, step INTEGER)")
    step = timedelta(days=1) / POR_DIA // timedelta(microseconds=1)
    base.execute("INSERT INTO size VALUES (?, ?, ?, ?)", (*msgspec.structs.astuple(size), _now(), step))
    for statement in migration.statements(files(__package__).joinpath("fill.sql").read_text("utf-8")):
        base.execute(statement)
    base.executemany(WORDS, _words(base))
    _people(base)
    base.executemany(SEALED, _audit(base))
    base.execute("INSERT INTO portal_cadena SELECT 1, id, huella FROM portal_auditoria ORDER BY id DESC LIMIT 1")
    for _, sql in indexes:
        base.execute(sql)
    base.execute("COMMIT")
    base.execute("PRAGMA journal_mode = WAL")


def _words(base: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    """By which each customer is looked for."""
    for number, name in base.execute(KNOWN):
        yield from ((word, number) for word in words.of_person(name))


def _people(base: sqlite3.Connection) -> None:
    """Those who sign in with a password, and the staff."""
    hashed = asyncio.run(passwords.cifrar(CLAVE))
    for name, number, role in STAFF:
        level = Nivel.RESOLVER if role == Rol.OPERADOR else None
        base.execute(MEMBER, (number, name, role, name, level, hashed))
    base.execute("UPDATE portal_usuario SET clave = ? WHERE id = 12", (hashed,))


def _audit(base: sqlite3.Connection) -> Iterator[tuple[str | int | None, ...]]:
    """The chain of everything that happened to payments, sealed as the portal does."""
    link = auditoria.ORIGEN
    for number, (en, actor, state, reason, what) in enumerate(base.execute(HAPPENED), 1):
        row: Fila = {
            "id": number,
            "en": en,
            "actor": actor,
            "rol": "portal",
            "accion": "pago",
            "objeto": what,
            "resultado": state,
            "motivo": reason,
            "direccion": None,
        }
        link = auditoria.huella(link, row)
        yield number, en, actor, "portal", "pago", what, state, reason, link


def _debt(code: str) -> str:
    return _TEMPLATE.replace("@", code)


def _now() -> int:
    return clock.en_micros(clock.ahora())


_TEMPLATE = msgspec.json.encode(
    Deuda(
        codmovimiento="@",
        seq=1,
        descripcion="Cuota 1 de 8",
        importe=Decimal(350_000),
        importe_maximo=Decimal(350_000),
        moneda=1,
        vencimiento=date(2026, 1, 10),
        tipo=Tipo.CUOTA,
        plan="1",
        lote="1",
        barrio="Norte",
        nro_cuota=1,
        cant_cuotas=8,
    )
).decode()
