"""Databases that the code of each landed schema wrote, with payments in them, brought to this one.

0001 and 0006 to 0009 have none: each came together with a later step, and no portal was ever left with it.
"""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from litestar.testing import TestClient

from portal.app import create_app
from portal.demo.cuentas import CUENTAS
from portal.errors import NoDisponible
from portal.operations.books.invariantes import Violacion, verificar_invariantes
from portal.operations.portal import Portal
from portal.repo.embedded import invariants as embebido
from portal.repo.embedded.link import migration, schema
from portal.repo.embedded.repo import EmbeddedRepo
from portal.settings import Settings
from portal.texts.named import Saying

BASES = sorted((Path(__file__).parent / "bases").glob("*.sql"))
CLAVE = "x9Kw-4fQz_71LmTn0RsVc2Hj8UyKe6Ad"
HALLADO = {"EN_PROCESO": "NO_EJECUTADO"}
TASA = Decimal("0.015")
PAGOS = "SELECT emisor, cod_transaccion, estado, subtotal, comision, verificador FROM portal_pago ORDER BY id"
DE_QUIENES = """
SELECT documento FROM portal_pago UNION SELECT documento FROM portal_usuario WHERE documento IS NOT NULL"""
CONOCIDOS = "SELECT documento FROM portal_cliente ORDER BY documento"
SIN_PALABRAS = "SELECT id FROM portal_cliente WHERE id NOT IN (SELECT cliente_id FROM portal_cliente_palabra)"
HALLADOS = """
SELECT c.documento, p.palabra FROM portal_cliente c JOIN portal_cliente_palabra p ON p.cliente_id = c.id
ORDER BY c.documento, p.palabra"""
AUDITADO = "SELECT en, actor, rol, accion, objeto, resultado, motivo FROM portal_auditoria ORDER BY id"


def _reloj() -> datetime:
    return datetime(2026, 11, 29, 12, tzinfo=UTC)


def _hacer(carpeta: Path, guion: Path) -> Path:
    ruta = carpeta / "vieja.sqlite3"
    with closing(sqlite3.connect(ruta)) as base:
        base.executescript(guion.read_text("utf-8"))
    return ruta


def _leer(ruta: Path, *consultas: str) -> list[list[tuple[object, ...]]]:
    with closing(sqlite3.connect(ruta)) as base:
        return [base.execute(consulta).fetchall() for consulta in consultas]


def _objetos(ruta: Path) -> dict[str, str]:
    with closing(sqlite3.connect(ruta)) as base:
        return schema.objects(base)


def _con(ruta: Path, accion: Callable[[Portal], Awaitable[object]]) -> object:
    async def correr() -> object:
        portal = Portal(EmbeddedRepo(ruta, _reloj, TASA), None, _reloj, Settings())
        try:
            return await accion(portal)
        finally:
            await portal.cerrar()

    return asyncio.run(correr())


@pytest.fixture(params=BASES, ids=lambda ruta: ruta.stem)
def vieja(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return _hacer(tmp_path, request.param)


def test_nothing_is_lost_on_the_way(vieja: Path, tmp_path: Path) -> None:
    antes = _leer(vieja, PAGOS, AUDITADO)
    assert {fila[2] for fila in antes[0]} == {"PAGADO", "RECHAZADO", "ANULADO", "EN_PROCESO"}
    migration.migrate(vieja)
    assert _leer(vieja, PAGOS, AUDITADO) == antes
    nueva = tmp_path / "nueva.sqlite3"
    migration.install(nueva)
    assert _objetos(vieja) == _objetos(nueva)
    assert migration.migrate(vieja) == ()


def test_the_books_are_whole_afterwards(vieja: Path) -> None:
    migration.migrate(vieja)

    async def revisar(portal: Portal) -> tuple[Violacion, ...]:
        return await verificar_invariantes(portal, embebido.rotas)

    assert _con(vieja, revisar) == ()


def test_whoever_paid_or_has_an_account_is_found(vieja: Path) -> None:
    migration.migrate(vieja)
    conocidos, sin_palabras, hallados = _leer(vieja, CONOCIDOS, SIN_PALABRAS, HALLADOS)
    assert conocidos == [(documento,) for documento in sorted({fila[0] for fila in _leer(vieja, DE_QUIENES)[0]})]
    assert sin_palabras == []
    assert hallados


def test_every_payment_is_told_and_another_one_is_made(vieja: Path) -> None:
    """By a canal, through the API."""
    migration.migrate(vieja)
    settings = Settings(sqlite_path=str(vieja), secret_key=CLAVE)
    with TestClient(create_app(settings, _reloj, barrido=False), base_url="http://127.0.0.1:8000") as canal:
        cuenta = next(cada for cada in CUENTAS if cada.usuario == "canal-demo")
        token = canal.post("/token", data={"username": cuenta.usuario, "password": cuenta.clave}).json()
        canal.headers["Authorization"] = f"Bearer {token['access_token']}"
        propios = _leer(vieja, "SELECT cod_transaccion, estado FROM portal_pago WHERE emisor = 'canal-demo'")[0]
        assert propios
        for codigo, estado in propios:
            dicho = canal.get(f"/pago/{codigo}").json()
            # One whose answer was lost is looked at when it is asked about: the package had done nothing.
            assert (dicho["cod_transaccion"], dicho["estado"]) == (codigo, HALLADO.get(estado, estado))
        # What was reversed is owed again.
        consulta = canal.get(
            "/consulta/deuda-cliente/", params={"documento": "4100001", "moneda": 1, "usuario": "x"}
        ).json()
        carrito = {"idsession": consulta["idsession"], "indicador": "S", "usuario": "x"}
        primera = consulta["deudas"][0]["CODMOVIMIENTO"]
        assert canal.post("/carrito/agregar", params={**carrito, "codmovimiento": primera}).status_code == 200
        pago = canal.post(
            "/pago", params={"session": consulta["idsession"], "user": "x", "cod_transaccion": "DESPUES1"}
        )
        assert (pago.status_code, pago.json()["cod_resp"]) == (200, "0")


def test_it_is_not_served_before(vieja: Path) -> None:
    with pytest.raises(NoDisponible, match="«portal db migrate»") as negado:
        _con(vieja, lambda portal: portal.repo.verificar())
    assert negado.value.codigo == "base-antigua"


def test_of_four_at_once_one_takes_the_steps(vieja: Path) -> None:
    faltan = migration.pending(vieja)
    with ThreadPoolExecutor(4) as corredores:
        hechos = list(corredores.map(migration.migrate, [vieja] * 4))
    assert sorted(map(len, hechos)) == [0, 0, 0, len(faltan)]


def test_a_step_that_fails_leaves_it_as_it_was(tmp_path: Path) -> None:
    vieja = _hacer(tmp_path, next(ruta for ruta in BASES if ruta.stem == "1.0.0"))
    with closing(sqlite3.connect(vieja)) as base:
        base.execute("CREATE TABLE nueva_portal_auditoria (x)")
    antes = _objetos(vieja)
    with pytest.raises(sqlite3.OperationalError):
        migration.migrate(vieja)
    assert _objetos(vieja) == antes


@pytest.mark.parametrize(
    ("cambio", "codigo"),
    [
        ("INSERT INTO portal_version VALUES (99, 'futuro', printf('%064d', 0), 0)", "base-mas-nueva"),
        ("UPDATE portal_version SET huella = printf('%064d', 0) WHERE numero = 3", "base-con-paso-cambiado"),
        ("DELETE FROM portal_version WHERE numero > 9", "base-antigua"),
        ("ALTER TABLE portal_pago ADD COLUMN otra TEXT", "base-antigua"),
    ],
)
def test_what_is_not_this_version_is_not_served(tmp_path: Path, cambio: str, codigo: str) -> None:
    ruta = tmp_path / "nueva.sqlite3"
    migration.install(ruta)
    with closing(sqlite3.connect(ruta)) as base:
        base.execute(cambio)
        base.commit()
    with pytest.raises(NoDisponible) as negado:
        _con(ruta, lambda portal: portal.repo.verificar())
    assert negado.value.codigo == codigo


@pytest.mark.parametrize(
    ("cambio", "causa"),
    [
        ("ALTER TABLE portal_pago ADD COLUMN otra TEXT", "portal_pago no es igual"),
        ("DROP TABLE portal_pulso", "falta portal_pulso"),
    ],
)
def test_what_is_of_no_version_is_told_by_the_object_that_differs(tmp_path: Path, cambio: str, causa: str) -> None:
    ruta = tmp_path / "nueva.sqlite3"
    migration.install(ruta)
    with closing(sqlite3.connect(ruta)) as base:
        base.execute(cambio)
        base.commit()
    with pytest.raises(NoDisponible) as negado:
        _con(ruta, lambda portal: portal.repo.verificar())
    assert isinstance(negado.value.dice, tuple)
    por = dict(negado.value.dice)["causa"]
    assert isinstance(por, Saying)
    assert por.code == "base-dispareja"
    assert f"nueva.sqlite3 no es de ninguna versión del portal ({causa})" in negado.value.mensaje
