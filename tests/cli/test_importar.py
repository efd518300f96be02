"""A company's own debts: all of the file or nothing of it."""

import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.processes import ambiente, portal
from tests.imports import sheets
from tests.imports.test_debts_sheet import ENCABEZADO, FILA, texto

BASE = "espacio-clientes.sqlite3"
OTRA = FILA.replace("M-1", "M-2").replace("Cuota 1", "Cuota 2").replace("10/11/2026", "2026-12-10")


def _deudas(carpeta: Path) -> dict[str, tuple[object, ...]]:
    conexion = sqlite3.connect(carpeta / BASE)
    try:
        filas = conexion.execute("SELECT codmovimiento, impo_tota, fech_venc, codtransaccion FROM erp_deuda")
        return {str(fila[0]): fila[1:] for fila in filas}
    finally:
        conexion.close()


def _escribir(carpeta: Path, *filas: str) -> str:
    (carpeta / "deudas.csv").write_bytes(texto(*filas))
    return "deudas.csv"


def test_it_makes_the_database_loads_and_then_updates_what_is_pending(tmp_path: Path) -> None:
    hecho = portal(tmp_path, "importar", _escribir(tmp_path, FILA, OTRA))
    assert (hecho.returncode, hecho.stdout) == (0, "Cargadas: 2 deudas nuevas y 0 actualizadas.\n")
    assert _deudas(tmp_path)["M-2"] == (850_000, "2026-12-10", None)
    conexion = sqlite3.connect(tmp_path / BASE)
    conexion.execute(
        "INSERT INTO erp_pago VALUES ('T-1', 1, '4567890', 'caja', 1, 850000, 0, 1, NULL)",
    )
    conexion.execute("UPDATE erp_deuda SET codtransaccion = 'T-1' WHERE codmovimiento = 'M-1'")
    conexion.commit()
    conexion.close()
    otra_vez = portal(
        tmp_path, "importar", _escribir(tmp_path, *(f.replace("850.000", "900.000") for f in (FILA, OTRA)))
    )
    assert otra_vez.stdout == (
        "Cargadas: 0 deudas nuevas y 1 actualizadas.\nQuedaron como estaban 1, ya pagadas o con un pago en curso.\n"
    )
    assert _deudas(tmp_path) == {
        "M-1": (850_000, "2026-11-10", "T-1"),
        "M-2": (900_000, "2026-12-10", None),
    }


def test_one_bad_row_loads_nothing_and_every_one_is_told(tmp_path: Path) -> None:
    assert portal(tmp_path, "importar", _escribir(tmp_path, FILA)).returncode == 0
    malas = [OTRA.replace("M-2", f"N-{n}").replace("850.000", "nada") for n in range(60)]
    hecho = portal(tmp_path, "importar", _escribir(tmp_path, OTRA, *malas))
    assert hecho.returncode == 1
    lineas = hecho.stderr.splitlines()
    assert lineas[0] == "Línea 3: IMPO_TOTA no es un importe como 1.500.000 o 1234,50."
    assert lineas[-2:] == ["Y 10 líneas más.", "No se cargó nada: hay 60 líneas para corregir."]
    assert len(lineas) == 52
    assert set(_deudas(tmp_path)) == {"M-1"}


def test_trying_it_first_writes_nothing(tmp_path: Path) -> None:
    hecho = portal(tmp_path, "importar", "--probar", _escribir(tmp_path, FILA, OTRA))
    assert (hecho.returncode, hecho.stdout) == (0, "Bien: 2 deudas se pueden cargar.\n")
    assert not (tmp_path / BASE).exists()


@pytest.mark.parametrize(
    ("ajustes", "archivo", "dicho"),
    [
        ({}, "falta.csv", "No se puede usar falta.csv"),
        ({"DB_HOST": "h", "DB_USER": "u", "DB_PASSWORD": "p", "DB_SERVICE": "s"}, "deudas.csv", "En Oracle las deudas"),
    ],
)
def test_what_it_cannot_do_is_told(tmp_path: Path, ajustes: dict[str, str], archivo: str, dicho: str) -> None:
    _escribir(tmp_path, FILA)
    hecho = portal(tmp_path, "importar", archivo, **ajustes)
    assert hecho.returncode == 1
    assert hecho.stderr.startswith(dicho)
    assert len(hecho.stderr.splitlines()) == 1
    assert not (tmp_path / BASE).exists()


def test_real_debts_do_not_go_into_the_demonstration(demo: Path) -> None:
    antes = _deudas(demo)
    hecho = portal(demo, "importar", _escribir(demo, FILA))
    assert hecho.returncode == 1
    assert hecho.stderr == f"{BASE} es la base de demostración: elegí otra con SQLITE_PATH.\n"
    assert _deudas(demo) == antes


@pytest.mark.parametrize(("nombre", "escribir"), [("deudas.xlsx", sheets.xlsx), ("deudas.ods", sheets.ods)])
def test_a_sheet_is_loaded_and_what_was_passed_over_is_named(
    tmp_path: Path, nombre: str, escribir: Callable[..., bytes]
) -> None:
    celdas = [[*ENCABEZADO.split(";"), "COLOR"], [*FILA.split(";"), "rojo"]]
    (tmp_path / nombre).write_bytes(escribir(celdas))
    hecho = portal(tmp_path, "importar", nombre)
    assert (hecho.returncode, hecho.stdout) == (0, "Cargadas: 1 deudas nuevas y 0 actualizadas.\n")
    assert hecho.stderr == "No se usan estas columnas: COLOR.\n"
    assert _deudas(tmp_path) == {"M-1": (850_000, "2026-11-10", None)}


@pytest.mark.parametrize(
    ("contenido", "dicho"),
    [
        (sheets.hostile(), "La planilla no se pudo leer: está dañada o es demasiado grande."),
        (ENCABEZADO.encode(), "El archivo tiene los títulos y ninguna fila."),
        (texto(FILA, FILA.replace("M-1", "M\u200b-1")), "Línea 3: CODMOVIMIENTO tiene un signo que no se ve"),
        (texto(FILA.replace("M-1", "1,23457E+14")), "Línea 2: CODMOVIMIENTO dice 1,23457E+14: Excel lo abrevió"),
    ],
    ids=["hostile", "titles alone", "unseen sign", "abbreviated"],
)
def test_a_file_that_would_lie_loads_nothing(tmp_path: Path, contenido: bytes, dicho: str) -> None:
    (tmp_path / "deudas").write_bytes(contenido)
    hecho = portal(tmp_path, "importar", "deudas")
    assert hecho.returncode == 1
    assert hecho.stderr.startswith(dicho)
    assert "Traceback" not in hecho.stderr
    assert not (tmp_path / BASE).exists()


def _lista(*numeros: int, importe: str = "850.000") -> list[str]:
    return [
        f"4.567.890;Ana Benítez;M-{nro};CUOTA;Cuota {nro} de 60;{importe};10/11/2026;P-{nro};L-1" for nro in numeros
    ]


def _volcado(carpeta: Path) -> list[str]:
    with closing(sqlite3.connect(carpeta / BASE)) as conexion:
        return list(conexion.iterdump())


def _retiradas(carpeta: Path) -> set[str]:
    with closing(sqlite3.connect(carpeta / BASE)) as conexion:
        return {str(fila[0]) for fila in conexion.execute("SELECT codmovimiento FROM erp_retirada")}


def test_a_whole_list_withdraws_and_a_later_one_brings_back(tmp_path: Path) -> None:
    assert portal(tmp_path, "importar", _escribir(tmp_path, *_lista(1, 2, 3))).returncode == 0
    hecho = portal(tmp_path, "importar", "--completa", _escribir(tmp_path, *_lista(2, 3, 4)))
    assert hecho.stdout == (
        "Cargadas: 1 deudas nuevas y 2 actualizadas.\nSe retiraron 1 que el archivo no nombra.\n"
    ), hecho.stderr
    assert (set(_deudas(tmp_path)), _retiradas(tmp_path)) == ({"M-1", "M-2", "M-3", "M-4"}, {"M-1"})
    hecho = portal(tmp_path, "importar", _escribir(tmp_path, *_lista(1)))
    assert hecho.stdout == "Cargadas: 0 deudas nuevas y 0 actualizadas.\nVolvieron 1 que estaban retiradas.\n"
    assert _retiradas(tmp_path) == set()


def test_trying_a_whole_list_tells_what_would_happen_and_changes_nothing(tmp_path: Path) -> None:
    assert portal(tmp_path, "importar", _escribir(tmp_path, *_lista(1, 2, 3))).returncode == 0
    antes = _volcado(tmp_path)
    archivo = _escribir(tmp_path, *_lista(3, 4))
    hecho = portal(tmp_path, "importar", "--completa", "--probar", archivo)
    assert (hecho.returncode, hecho.stdout) == (
        0,
        "Bien: 2 deudas se pueden cargar.\nSerían 1 nuevas y 1 actualizadas.\nSe retirarían 2: M-1, M-2.\n",
    )
    assert _volcado(tmp_path) == antes


def test_a_list_that_would_withdraw_most_of_many_is_refused_unless_told(tmp_path: Path) -> None:
    assert portal(tmp_path, "importar", _escribir(tmp_path, *_lista(*range(1, 43)))).returncode == 0
    corta = _escribir(tmp_path, *_lista(*range(1, 21)))
    antes = _volcado(tmp_path)
    hecho = portal(tmp_path, "importar", "--completa", corta)
    assert hecho.returncode == 1
    assert hecho.stderr == (
        "No se cargó nada: se retirarían 22 de 42 deudas pendientes. Si el archivo está entero, repetí con "
        "--retirar-muchas.\n"
    )
    hecho = portal(tmp_path, "importar", "--completa", "--probar", "--retirar-muchas", corta)
    assert "Se retirarían 22: M-21, M-22, M-23" in hecho.stdout, hecho.stderr
    assert hecho.stdout.endswith("M-40 y 2 más.\n")
    assert _volcado(tmp_path) == antes
    hecho = portal(tmp_path, "importar", "--completa", "--retirar-muchas", corta)
    assert hecho.stdout.endswith("Se retiraron 22 que el archivo no nombra.\n")


def test_an_import_that_is_killed_leaves_all_or_nothing_and_the_next_one_goes_on(tmp_path: Path) -> None:
    assert portal(tmp_path, "importar", _escribir(tmp_path, *_lista(*range(1, 2001)))).returncode == 0
    archivo = _escribir(tmp_path, *_lista(*range(1, 2001), importe="900.000"))
    for estado in ("JUNTANDO", "VIGENTE"):
        proceso = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", "portal", "importar", archivo],
            cwd=tmp_path,
            env=ambiente(),
            stdout=subprocess.DEVNULL,
        )
        hasta = time.monotonic() + 60
        while _estado_de_carga(tmp_path) != estado and proceso.poll() is None and time.monotonic() < hasta:
            time.sleep(0.001)
        proceso.kill()
        proceso.wait()
        importes = {fila[0] for fila in _deudas(tmp_path).values()}
        if _estado_de_carga(tmp_path) == "JUNTANDO":
            assert importes == {850_000}
    assert portal(tmp_path, "importar", _escribir(tmp_path, *_lista(1, importe="900.000"))).returncode == 0
    assert {fila[0] for fila in _deudas(tmp_path).values()} == {900_000}
    assert _estado_de_carga(tmp_path) == ""


def _estado_de_carga(carpeta: Path) -> str:
    with closing(sqlite3.connect(carpeta / BASE, timeout=30)) as conexion:
        fila = conexion.execute("SELECT estado FROM erp_carga").fetchone()
    return str(fila[0]) if fila else ""


def test_a_file_that_is_refused_says_which_sheet_was_read(tmp_path: Path) -> None:
    titulos, fila = ENCABEZADO.split(";"), FILA.split(";")
    (tmp_path / "deudas.xlsx").write_bytes(sheets.xlsx([["Lista de noviembre"]], [titulos, fila]))
    hecho = portal(tmp_path, "importar", "--probar", "deudas.xlsx")
    assert hecho.returncode == 1
    assert "Se leyó la hoja «Hoja1»; no se leyeron: Hoja2." in hecho.stderr
    assert "Al encabezado le falta: DOCUMENTO" in hecho.stderr


def test_a_file_that_cannot_be_opened_is_told_in_spanish(tmp_path: Path) -> None:
    assert portal(tmp_path, "importar", "nada.csv").stderr == "No se puede usar nada.csv: no existe.\n"
    assert portal(tmp_path, "importar", ".").stderr == "No se puede usar .: es una carpeta.\n"
