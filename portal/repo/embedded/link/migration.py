"""Taking the numbered steps on an embedded database, all of them or none."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path

import msgspec

from portal.errors import DatoInvalido
from portal.inputs import words
from portal.repo.embedded.link import schema
from portal.repo.embedded.link.functions import FUNCIONES
from portal.repo.embedded.link.journal import write_ahead
from portal.repo.migrations.plan import missing
from portal.repo.migrations.steps import Step, steps
from portal.texts.named import Saying, datos

ESPERA_S = 30.0
ENGINE = "embedded"
CREAR = """
CREATE TABLE IF NOT EXISTS portal_version (
    numero INTEGER PRIMARY KEY,
    nombre TEXT NOT NULL,
    huella TEXT NOT NULL CHECK (length(huella) = 64),
    en INTEGER NOT NULL
)"""
ANOTAR = """
INSERT INTO portal_version (numero, nombre, huella, en)
VALUES (?, ?, ?, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) * 1000)"""


def install(path: Path) -> None:
    """Makes the file and the whole schema in it. Raises DatoInvalido where there is one already, NoDisponible for a
    file of something else."""
    with _alone(path) as base:
        if there := schema.objects(base):
            schema.require_ours(there, path.name)
            raise DatoInvalido("base-con-tablas", datos(archivo=path.name))
        _whole(base)


def prepare(path: Path) -> None:
    """Makes what is not there at all; a database that is there has to be of this version. Raises NoDisponible."""
    with _alone(path) as base:
        if schema.objects(base):
            schema.require(base, path.name)
        else:
            _whole(base)


def pending(path: Path) -> tuple[Step, ...]:
    """The steps that the database lacks. Raises NoDisponible where none would mend it."""
    with schema.nombrar(path.name), closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as base:
        there = schema.objects(base)
        schema.require_ours(there, path.name)
        return missing(steps(ENGINE), schema.applied(base, there))


def versioned(path: Path) -> bool:
    """Whether its version is written down in it."""
    with schema.nombrar(path.name), closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as base:
        return schema.VERSION in schema.objects(base)


def migrate(path: Path) -> tuple[Step, ...]:
    """Takes the steps that are missing and returns them. Raises NoDisponible, and leaves the database as it was, where
    it is of something else, of a newer portal, or would not be of this version afterwards."""
    with _alone(path) as base:
        there = schema.objects(base)
        schema.require_ours(there, path.name)
        taken = schema.applied(base, there)
        rest = missing(steps(ENGINE), taken)
        known = schema.VERSION in there
        base.execute(CREAR)
        for step in steps(ENGINE):
            if step in rest:
                _run(base, step.sql)
            if step in rest or not known:
                _note(base, step)
        if base.execute("PRAGMA foreign_key_check").fetchone():
            raise schema.unlike(path.name, Saying("base-dispareja", datos(caso="filas-sueltas")))
        schema.require(base, path.name, whole=True)
        return rest


def statements(script: str) -> Iterator[str]:
    """Each whole statement of a script. Raises ValueError where the last one is not ended."""
    text = ""
    for line in script.splitlines(keepends=True):
        text += line
        if sqlite3.complete_statement(text):
            yield text
            text = ""
    if any(line.strip() and not line.lstrip().startswith("--") for line in text.splitlines()):
        raise ValueError(f"not ended: {text.strip()[:60]}")


@contextmanager
def _alone(path: Path) -> Iterator[sqlite3.Connection]:
    """One transaction that nobody writes beside; what raises leaves nothing of it, nor an empty file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        # The time of a file that is there tells who serves it that somebody wrote into it.
        path.touch(mode=0o600)
    with schema.nombrar(path.name), closing(sqlite3.connect(path, timeout=ESPERA_S, isolation_level=None)) as base:
        write_ahead(base, ESPERA_S)
        base.execute("PRAGMA synchronous = FULL")
        # A table that is made again is dropped while others refer to it: the references are looked at in the end.
        base.execute("PRAGMA foreign_keys = OFF")
        for nombre, argumentos, funcion in FUNCIONES:
            base.create_function(nombre, argumentos, funcion, deterministic=True)
        base.create_function("sello", 7, _seal, deterministic=True)
        base.create_function("search_words", 2, _search_words, deterministic=True)
        base.execute("BEGIN IMMEDIATE")
        try:
            yield base
        except BaseException:
            base.execute("ROLLBACK")
            raise
        base.execute("COMMIT")


def _whole(base: sqlite3.Connection) -> None:
    _run(base, schema.texto())
    base.execute(CREAR)
    for step in steps(ENGINE):
        _note(base, step)


def _run(base: sqlite3.Connection, script: str) -> None:
    for statement in statements(script):
        base.execute(statement)


def _note(base: sqlite3.Connection, step: Step) -> None:
    row = step.applied
    base.execute(ANOTAR, (row.number, row.name, row.hash))


def _seal(*fields: str | int | None) -> str:
    """What seals a row of the audit that has no address (repo/tablas/auditoria.py)."""
    return sha256(msgspec.json.encode(fields)).hexdigest()


def _search_words(name: str, address: str) -> str:
    """By which a customer is looked for, as a JSON list (repo/tables/desk/clientes.py)."""
    return msgspec.json.encode(words.of_person(name, address)).decode()
