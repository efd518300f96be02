"""Oracles of each older schema, with payments in them, brought to this one over the real driver."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from litestar.testing import TestClient
from msgspec import structs

from portal.app import create_app
from portal.demo.cuentas import CUENTAS
from portal.errors import NoDisponible, Ocupado
from portal.operations.books.auditoria import verificar_auditoria
from portal.operations.books.invariantes import verificar_invariantes
from portal.operations.portal import Portal
from portal.repo.migrations.steps import steps
from portal.repo.oracle.repo import OracleRepo
from portal.repo.oracle.schema import migration
from portal.repo.oracle.schema.blocking import InstalacionCortada
from portal.repo.oracle.schema.books import ENGINE
from portal.repo.oracle.schema.installation import instalar
from portal.repo.oracle.schema.script import leer
from portal.settings import Settings
from tests.oracle_wire import ddl
from tests.oracle_wire.ajustes import ajustes
from tests.oracle_wire.base_sqlite import BaseSqlite
from tests.oracle_wire.hilo import EnHilo
from tests.oracle_wire.listener import OracleWire
from tests.repo.migrations.oracle_bases import VERSIONS, make, shape
from tests.repo.migrations.test_bases import (
    AUDITADO,
    CLAVE,
    CONOCIDOS,
    DE_QUIENES,
    HALLADO,
    HALLADOS,
    PAGOS,
    SIN_PALABRAS,
    _reloj,
)

STEPS = steps(ENGINE)
CHANGES = r"^(ALTER TABLE|CREATE (TABLE|INDEX|TRIGGER)|DROP|UPDATE|INSERT)"
FEW = 12  # of them, with which a run makes some way and begins


class Old:
    """A database of an older portal, on a server."""

    def __init__(self, path: Path, server: OracleWire) -> None:
        self.path = path
        self.server = server
        self.settings = structs.replace(ajustes(server.port), secret_key=CLAVE)

    def rows(self, *queries: str) -> list[list[tuple[object, ...]]]:
        with closing(sqlite3.connect(self.path)) as base:
            return [base.execute(query).fetchall() for query in queries]

    def migrate(self) -> list[str]:
        """The steps that it took."""
        taken: list[str] = []
        migration.migrate(self.settings, lambda step: taken.append(step.label))
        return taken

    def ask(self, action: Callable[[Portal], Awaitable[object]]) -> object:
        async def run() -> object:
            portal = Portal(OracleRepo(self.settings), None, _reloj, Settings())
            try:
                return await action(portal)
            finally:
                await portal.cerrar()

        return asyncio.run(run())

    def refused(self) -> NoDisponible:
        with pytest.raises(NoDisponible) as error:
            self.ask(lambda portal: portal.repo.verificar())
        return error.value


def _serve(path: Path) -> Iterator[Old]:
    with EnHilo(OracleWire(BaseSqlite(path, _reloj))) as thread:
        yield Old(path, thread.servidor)


@pytest.fixture(params=VERSIONS)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Old]:
    yield from _serve(make(tmp_path, request.param))


@pytest.fixture
def first(tmp_path: Path) -> Iterator[Old]:
    """Of the first version."""
    yield from _serve(make(tmp_path, "1.0.0"))


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Old]:
    """An empty one, in which this version is installed."""
    folder = tmp_path / "fresh"
    folder.mkdir()
    for each in _serve(folder / "oracle.sqlite3"):
        instalar(each.settings, con_erp=False, avisar=lambda _: None)
        yield each


def test_nothing_is_lost_on_the_way(old: Old, fresh: Old) -> None:
    before = old.rows(PAGOS, AUDITADO)
    assert {row[2] for row in before[0]} == {"PAGADO", "RECHAZADO", "ANULADO", "EN_PROCESO"}
    lacks = [step.label for step in migration.status(old.settings).missing]
    assert old.migrate() == lacks
    assert old.rows(PAGOS, AUDITADO) == before
    assert shape(old.path) == shape(fresh.path)
    assert old.migrate() == []


def test_the_books_are_whole_afterwards(old: Old) -> None:
    old.migrate()
    assert old.ask(verificar_invariantes) == ()
    chain = old.ask(verificar_auditoria)
    assert getattr(chain, "entera", None) is True


def test_whoever_paid_or_has_an_account_is_found(old: Old) -> None:
    told = old.rows(DE_QUIENES)
    old.migrate()
    known, without, found = old.rows(CONOCIDOS, SIN_PALABRAS, HALLADOS)
    assert known == sorted(set(told[0]))
    assert without == []
    assert found


def test_every_payment_is_told_and_another_one_is_made(old: Old) -> None:
    """By a canal, through the API."""
    old.migrate()
    with TestClient(create_app(old.settings, _reloj, barrido=False), base_url="http://127.0.0.1:8000") as canal:
        account = next(each for each in CUENTAS if each.usuario == "canal-demo")
        token = canal.post("/token", data={"username": account.usuario, "password": account.clave}).json()
        canal.headers["Authorization"] = f"Bearer {token['access_token']}"
        mine = old.rows("SELECT cod_transaccion, estado FROM portal_pago WHERE emisor = 'canal-demo'")[0]
        assert mine
        for code, state in mine:
            said = canal.get(f"/pago/{code}").json()
            assert (said["cod_transaccion"], said["estado"]) == (code, HALLADO.get(str(state), state))
        debts = canal.get(
            "/consulta/deuda-cliente/", params={"documento": "4100001", "moneda": 1, "usuario": "x"}
        ).json()
        cart = {"idsession": debts["idsession"], "indicador": "S", "usuario": "x"}
        one = debts["deudas"][0]["CODMOVIMIENTO"]
        assert canal.post("/carrito/agregar", params={**cart, "codmovimiento": one}).status_code == 200
        paid = canal.post("/pago", params={"session": debts["idsession"], "user": "x", "cod_transaccion": "DESPUES1"})
        assert (paid.status_code, paid.json()["cod_resp"]) == (200, "0")


def test_it_is_not_served_before_and_says_which_step_is_missing(old: Old) -> None:
    error = old.refused()
    assert error.codigo == "base-antigua"
    assert "«portal db migrate»" in error.mensaje
    lacks = migration.status(old.settings).missing
    assert (lacks[0].label if lacks else "anotada su versión") in error.mensaje


@pytest.mark.parametrize("how", ["drop_before", "drop_after"])
def test_one_that_is_cut_again_and_again_arrives_all_the_same(first: Old, fresh: Old, how: str) -> None:
    """Now before a statement, now between it and what is written down of it."""
    before = first.rows(PAGOS, AUDITADO)
    cuts = 0
    while True:
        first.server.faults.clear()
        first.server.inject(how, CHANGES, skip=FEW)
        try:
            first.migrate()
            break
        except InstalacionCortada:
            cuts += 1
    assert cuts > len(STEPS)
    first.server.faults.clear()
    assert first.rows(PAGOS, AUDITADO) == before
    assert shape(first.path) == shape(fresh.path)
    assert first.ask(verificar_invariantes) == ()


def test_one_that_was_cut_says_which_step_is_missing(first: Old) -> None:
    first.server.inject("drop_after", "^ALTER TABLE portal_pago MODIFY")
    with pytest.raises(InstalacionCortada, match="El paso 0003_miradas se cortó en su sentencia 3 "):
        first.migrate()
    assert "falta el paso 0003_miradas" in first.refused().mensaje
    assert first.migrate()[0] == "0003_miradas"


def test_tables_that_an_installation_had_made_are_no_obstacle(first: Old, fresh: Old) -> None:
    """Until versions were written down, «db install» made the tables of later steps, and nothing else of them."""
    for paso in leer("portal.sql"):
        if paso.tipo == "TABLE" and paso.nombre in ("PORTAL_PULSO", "PORTAL_CONSULTA_TRAMO", "PORTAL_EXTRACTO_AVISO"):
            ddl.run(first.path, paso.sql)
    first.migrate()
    assert shape(first.path) == shape(fresh.path)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("INSERT INTO oracle_version VALUES (99, 'futuro', printf('%064d', 0), 0)", "base-mas-nueva"),
        ("UPDATE oracle_version SET huella = printf('%064d', 0) WHERE numero = 3", "base-con-paso-cambiado"),
        ("DELETE FROM oracle_version WHERE numero > 8", "base-antigua"),
        ("DELETE FROM oracle_version", "base-antigua"),
    ],
)
def test_what_is_not_this_version_is_not_served(fresh: Old, change: str, code: str) -> None:
    with closing(sqlite3.connect(fresh.path)) as base:
        base.execute(change)
        base.commit()
    assert fresh.refused().codigo == code


def test_an_installation_that_was_cut_is_no_older_version(tmp_path: Path) -> None:
    for each in _serve(tmp_path / "oracle.sqlite3"):
        each.server.inject("drop_before", "^CREATE TABLE portal_diferencia")
        with pytest.raises(InstalacionCortada):
            instalar(each.settings, con_erp=False, avisar=lambda _: None)
        assert each.refused().codigo == "base-a-medias"
        with pytest.raises(NoDisponible) as error:
            each.migrate()
        assert error.value.codigo == "base-a-medias"
        instalar(each.settings, con_erp=False, avisar=lambda _: None)
        each.ask(lambda portal: portal.repo.verificar())


def test_an_older_one_is_not_installed_again(first: Old) -> None:
    with pytest.raises(NoDisponible, match="0001_idempotencia") as error:
        instalar(first.settings, con_erp=False, avisar=lambda _: None)
    assert error.value.codigo == "base-antigua"


def test_an_empty_one_has_nothing_to_migrate(tmp_path: Path) -> None:
    for each in _serve(tmp_path / "oracle.sqlite3"):
        with pytest.raises(NoDisponible, match="«portal db install»"):
            each.migrate()
        assert each.refused().codigo == "base-no-creada"


def test_what_the_database_refuses_is_told_and_goes_on_afterwards(first: Old) -> None:
    """An error that is not that statement's own "already so" never counts as done."""
    first.server.inject("error", "^CREATE TABLE portal_pulso", code=1031, message="insufficient privileges")
    with pytest.raises(InstalacionCortada, match=r"0007_pulso .*ORA-01031"):
        first.migrate()
    assert first.migrate() == [step.label for step in steps("oracle") if step.number >= 7]


def test_one_of_this_version_is_left_alone(fresh: Old) -> None:
    """Whoever has no leave to make anything may still ask."""
    fresh.server.inject("error", "^(CREATE|ALTER TABLE|DROP|INSERT|UPDATE)", code=1031, times=9)
    assert fresh.migrate() == []


def test_while_another_one_changes_the_schema_nothing_is_done(first: Old) -> None:
    first.server.inject("error", "^LOCK TABLE portal_turno", code=54, message="resource busy")
    with pytest.raises(Ocupado) as busy:
        first.migrate()
    assert busy.value.codigo == "migracion-en-curso"
    assert busy.value.mensaje == "Otra instalación o migración está en curso: repetilo cuando termine."
    assert first.migrate() == [step.label for step in steps("oracle")]
