"""`db install --con-datos-de-demostracion`, by the command line and the real driver: the rows arrive in a database."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from portal import clock
from portal.__main__ import main
from portal.demo.casos import CASOS
from portal.demo.cuentas import USUARIOS
from portal.repo.embedded.repo import EmbeddedRepo
from portal.repo.oracle.schema.script import DEL_ERP, DEL_PORTAL, leer
from tests.oracle_wire.base_sqlite import BaseSqlite
from tests.oracle_wire.hilo import EnHilo
from tests.oracle_wire.listener import CLAVE, SERVICIO, USUARIO, OracleWire
from tests.oracle_wire.results import Column, ResultSet
from tests.oracle_wire.session import Session
from tests.oracle_wire.values import Valor

CLIENTES = 12
YA_ESTABAN = "datos de demostración: ya estaban\nLa base de datos está lista.\n"


class ConCatalogo(BaseSqlite):
    """The embedded database whose catalog says that everything, or only the portal's tables, was installed."""

    guiones: Sequence[str] = DEL_PORTAL + DEL_ERP

    async def query(self, session: Session, sql: str, binds: Sequence[Valor]) -> ResultSet | int:
        if "FROM user_objects" not in sql:
            return await super().query(session, sql, binds)
        columnas = [Column("OBJECT_TYPE"), Column("OBJECT_NAME"), Column("STATUS")]
        return ResultSet(columnas, [(p.tipo, p.nombre, "VALID") for guion in self.guiones for p in leer(guion)])


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Path, OracleWire]]:
    ruta = tmp_path / "oracle.sqlite3"
    asyncio.run(EmbeddedRepo(ruta, clock.ahora, Decimal("0.015")).crear_esquema())
    monkeypatch.chdir(tmp_path)
    with EnHilo(OracleWire(ConCatalogo(ruta, clock.ahora))) as hilo:
        for nombre, valor in {
            "DB_HOST": hilo.servidor.host,
            "DB_PORT": str(hilo.servidor.port),
            "DB_USER": USUARIO,
            "DB_PASSWORD": CLAVE,
            "DB_SERVICE": SERVICIO,
            "ORACLE_POOL_MIN": "1",
            "ORACLE_LECTURA_MS": "10000",
        }.items():
            monkeypatch.setenv(nombre, valor)
        yield ruta, hilo.servidor


@pytest.fixture
def correr(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Runs the command; its status, and what it said."""

    def hecho(*opciones: str) -> tuple[int, str]:
        estado = 0
        try:
            main(["db", "install", "--con-datos-de-demostracion", f"--clientes={CLIENTES}", *opciones])
        except SystemExit as salida:
            estado = int(salida.code or 0)
        dicho = capsys.readouterr()
        return estado, dicho.out if estado == 0 else dicho.err.strip()

    return hecho


def _contar(ruta: Path) -> dict[str, int]:
    consultas = {
        "clientes": "SELECT count(*) FROM erp_cliente",
        "deudas": "SELECT count(*) FROM erp_deuda",
        "usuarios": "SELECT count(*) FROM portal_usuario WHERE es_demo = 1",
        "pagados": "SELECT count(*) FROM portal_pago WHERE estado = 'PAGADO'",
        "anulados": "SELECT count(*) FROM portal_pago WHERE estado = 'ANULADO'",
        "pagos": "SELECT count(*) FROM portal_pago",
        "saldadas": "SELECT count(*) FROM erp_deuda WHERE codtransaccion IS NOT NULL",
    }
    with closing(sqlite3.connect(ruta)) as conexion:
        return {nombre: conexion.execute(sql).fetchone()[0] for nombre, sql in consultas.items()}


def test_the_same_data_as_the_demonstration_arrives_once(
    base: tuple[Path, OracleWire], correr: Callable[..., tuple[int, str]]
) -> None:
    ruta, _ = base
    estado, dicho = correr("--con-erp-de-referencia")
    assert estado == 0, dicho
    assert (estado, dicho.splitlines()[-2]) == (0, "datos de demostración: cargados")
    cuentas = _contar(ruta)
    assert cuentas["clientes"] == len(CASOS) + CLIENTES
    assert cuentas["deudas"] > 200
    assert cuentas | {"usuarios": 0, "deudas": 0, "clientes": 0} == {
        "usuarios": 0,
        "deudas": 0,
        "clientes": 0,
        "pagados": 6,
        "anulados": 1,
        "pagos": 8,
        "saldadas": 6,
    }
    assert cuentas["usuarios"] == len(USUARIOS)
    estado, dicho = correr()
    assert (estado, dicho.endswith(YA_ESTABAN)) == (0, True)
    assert _contar(ruta) == cuentas


def test_it_goes_on_where_it_was_cut(base: tuple[Path, OracleWire], correr: Callable[..., tuple[int, str]]) -> None:
    ruta, servidor = base
    servidor.inject("drop_before", r"^INSERT INTO portal_usuario", skip=3)
    estado, frase = correr()
    assert estado == 1
    assert frase == "El servicio no responde: probá de nuevo en unos segundos."
    assert not any(_contar(ruta).values())
    servidor.inject("drop_before", r"PAWEB_PAGO", skip=2)
    assert correr()[0] == 1
    assert _contar(ruta)["pagados"] == 2
    estado, dicho = correr()
    assert estado == 0, dicho
    assert _contar(ruta)["pagados"] == 6


def test_without_the_reference_erp_nothing_is_done(
    base: tuple[Path, OracleWire], correr: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ConCatalogo, "guiones", DEL_PORTAL)
    estado, frase = correr()
    assert (estado, "sumá «--con-erp-de-referencia»" in frase) == (1, True)
    assert not any(_contar(base[0]).values())


@pytest.mark.parametrize(
    ("entorno", "dicho"),
    [
        ({"DB_HOST": ""}, "En la base embebida los datos de demostración los carga «portal demo»."),
        (
            {
                "ENVIRONMENT": "production",
                "SECRET_KEY": "b9Xw-4fQz_71LmTn0RsVc2Hj8UyKe6Ad",
                "PASARELA": "ninguna",
                "SIN_CORREO": "true",
                "URL_PUBLICA": "https://clientes.ejemplo.com.py",
                "TRUSTED_HOSTS": '["clientes.ejemplo.com.py"]',
            },
            "Los datos de demostración son para probar: en producción no van.",
        ),
    ],
)
def test_it_is_for_a_database_to_try_with(
    base: tuple[Path, OracleWire],
    correr: Callable[..., tuple[int, str]],
    monkeypatch: pytest.MonkeyPatch,
    entorno: dict[str, str],
    dicho: str,
) -> None:
    for nombre, valor in entorno.items():
        monkeypatch.setenv(nombre, valor)
    assert correr() == (1, dicho)
    assert base[1].counts.total() == 0
