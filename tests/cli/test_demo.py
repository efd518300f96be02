"""The first command of the README: it ends with a portal that can be used, as often as it is run."""

import json
import sqlite3
import urllib.request
from pathlib import Path
from urllib.parse import urlencode

import pytest

from portal.demo.cuentas import CANAL, CLAVE, CUENTAS
from tests.cli.processes import portal, servidor

BASE = "espacio-clientes.sqlite3"


def _pedir(direccion: str, token: str = "", **formulario: str) -> dict[str, object]:
    pedido = urllib.request.Request(  # noqa: S310 - loopback
        direccion,
        urlencode(formulario).encode() if formulario else None,
        {"Authorization": f"Bearer {token}", "Accept": "application/json"},
        method="POST" if formulario or "/carrito/" in direccion else "GET",
    )
    with urllib.request.urlopen(pedido, timeout=30) as respuesta:  # noqa: S310 - loopback
        leido: dict[str, object] = json.load(respuesta)
        return leido


def _contar(base: Path, tabla: str) -> int:
    conexion = sqlite3.connect(base)
    try:
        return int(conexion.execute(f"SELECT count(*) FROM {tabla}").fetchone()[0])  # noqa: S608 - our own names
    finally:
        conexion.close()


def test_on_an_empty_folder_it_loads_serves_and_ends_by_ctrl_c(tmp_path: Path) -> None:
    with servidor(tmp_path, "demo", "--clientes", "5") as corriendo:
        with urllib.request.urlopen(f"{corriendo.direccion}/ingreso", timeout=30) as respuesta:  # noqa: S310 - loopback
            pagina = respuesta.read().decode()
        assert all(cuenta.usuario in pagina for cuenta in CUENTAS)
        assert "server" not in {nombre.lower() for nombre in respuesta.headers}
        en_uso = portal(tmp_path, "demo", "--de-nuevo", "--sin-servir", "--clientes", "5")
        assert en_uso.returncode == 1
        assert en_uso.stderr == f"La base {BASE} está en uso: pará el portal y probá de nuevo.\n"
        assert corriendo.terminar() == 0
    escrito = corriendo.escrito()
    assert corriendo.direccion in escrito
    assert CUENTAS[0].usuario in escrito
    assert "Traceback" not in escrito
    assert "debug" not in escrito
    assert sorted(ruta.name for ruta in tmp_path.iterdir()) == [BASE, "salida.txt"]


def test_again_it_keeps_what_was_done(demo: Path) -> None:
    hecho = portal(demo, "usuario", "desactivar", CUENTAS[0].usuario)
    assert hecho.returncode == 0
    pagos = _contar(demo / BASE, "portal_pago")
    assert portal(demo, "demo", "--sin-servir").returncode == 0
    assert _contar(demo / BASE, "portal_usuario WHERE activo = 0") == 1
    assert _contar(demo / BASE, "portal_pago") == pagos
    assert portal(demo, "demo", "--sin-servir", "--de-nuevo", "--clientes", "1").returncode == 0
    assert _contar(demo / BASE, "portal_usuario WHERE activo = 0") == 0


@pytest.mark.parametrize("mas", [(), ("--de-nuevo",)])
def test_it_leaves_other_databases_alone(demo: Path, mas: tuple[str, ...]) -> None:
    conexion = sqlite3.connect(demo / BASE)
    conexion.execute("UPDATE portal_usuario SET es_demo = 0")
    conexion.commit()
    conexion.close()
    antes = _contar(demo / BASE, "erp_deuda")
    hecho = portal(demo, "demo", "--sin-servir", *mas)
    assert hecho.returncode == 1
    assert _contar(demo / BASE, "erp_deuda") == antes
    assert hecho.stderr == f"{BASE} ya tiene datos que no son de demostración: elegí otra con SQLITE_PATH.\n"


def test_empty_tables_are_filled(tmp_path: Path) -> None:
    assert portal(tmp_path, "db", "install").returncode == 0
    assert portal(tmp_path, "demo", "--sin-servir", "--clientes", "1").returncode == 0
    assert _contar(tmp_path / BASE, "erp_cliente") > 1


def test_it_is_not_for_oracle(tmp_path: Path) -> None:
    oracle = {"DB_HOST": "127.0.0.1", "DB_USER": "portal", "DB_PASSWORD": "x", "DB_SERVICE": "X"}
    hecho = portal(tmp_path, "demo", **oracle)
    assert hecho.returncode == 1
    assert "base embebida" in hecho.stderr
    assert list(tmp_path.iterdir()) == []


def test_its_customer_with_a_history_has_every_kind_of_end(demo: Path) -> None:
    for estado, cuantos in {"PAGADO": 6, "RECHAZADO": 1, "ANULADO": 1}.items():
        assert _contar(demo / BASE, f"portal_pago WHERE estado = '{estado}'") == cuantos


def test_the_numbers_of_the_api_s_own_examples_work_as_written(demo: Path) -> None:
    with servidor(demo, "serve") as corriendo:
        token = str(_pedir(f"{corriendo.direccion}/token", username=CANAL, password=CLAVE)["access_token"])
        consulta = _pedir(f"{corriendo.direccion}/consulta/deuda-cliente/?documento=1234567&moneda=1", token)
        assert consulta["desc_clie"] == "Nombre Apellido del Cliente"
        deudas = consulta["deudas"]
        assert isinstance(deudas, list)
        assert [(deuda["CODMOVIMIENTO"], deuda["SEQ_DI"], deuda["OBSERVACION"]) for deuda in deudas] == [
            ("123", 1, "Pago mensual")
        ]
        agregado = _pedir(
            f"{corriendo.direccion}/carrito/agregar?idsession=42&indicador=S&codmovimiento=123&usuario=otro", token
        )
        assert agregado["codresp"] == "0"
        assert agregado["descreps"] == "Agregado correctamente al carrito"


def test_on_another_day_it_says_that_the_dates_have_moved_on(demo: Path) -> None:
    assert "de-nuevo" not in portal(demo, "demo", "--sin-servir").stderr
    conexion = sqlite3.connect(demo / BASE)
    conexion.execute("UPDATE portal_usuario SET creado = creado - 3 * 86400000000")
    conexion.commit()
    conexion.close()
    dicho = portal(demo, "demo", "--sin-servir")
    assert dicho.returncode == 0
    assert "--de-nuevo" in dicho.stderr
