import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from portal.__main__ import main


def _correr(monkeypatch: pytest.MonkeyPatch, *argumentos: str, **entorno: str) -> int:
    for nombre, valor in entorno.items():
        monkeypatch.setenv(nombre, valor)
    try:
        main(["db", "install", *argumentos])
    except SystemExit as salida:
        return int(salida.code or 0)
    return 0


def test_the_embedded_database_is_made_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ruta = tmp_path / "nueva.sqlite3"
    assert _correr(monkeypatch, SQLITE_PATH=str(ruta)) == 0
    with closing(sqlite3.connect(ruta)) as base:
        base.execute("INSERT INTO portal_intento (llave, cuenta, desde) VALUES ('x', 1, 0)")
        base.commit()
    assert _correr(monkeypatch) == 1
    assert "«portal db migrate»" in capsys.readouterr().err
    with closing(sqlite3.connect(ruta)) as base:
        assert base.execute("SELECT cuenta FROM portal_intento").fetchall() == [(1,)]


def test_production_gets_no_reference_erp(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    estado = _correr(
        monkeypatch,
        "--con-erp-de-referencia",
        ENVIRONMENT="production",
        DB_HOST="127.0.0.1",
        DB_PORT="1",
        DB_USER="portal",
        DB_PASSWORD="secreta",
        DB_SERVICE="S",
        SECRET_KEY="b9Xw-4fQz_71LmTn0RsVc2Hj8UyKe6Ad",
        PASARELA="ninguna",
        SIN_CORREO="true",
        URL_PUBLICA="https://clientes.ejemplo.com.py",
        TRUSTED_HOSTS='["clientes.ejemplo.com.py"]',
    )
    assert estado == 1
    assert capsys.readouterr().err == "El ERP de referencia es para probar: en producción está el de la empresa.\n"
