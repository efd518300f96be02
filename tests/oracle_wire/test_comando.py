"""python -m tests.oracle_wire, as a developer starts it."""

import re
import subprocess
import sys
from pathlib import Path

import oracledb
import pytest

from tests.oracle_wire.conftest import codigo

RAIZ = Path(__file__).parents[2]


def test_it_says_how_to_connect_and_goes_wrong_on_request(plantilla: Path) -> None:
    orden = [sys.executable, "-m", "tests.oracle_wire", "--perfil", "23ai", "--puerto", "0", "--base", str(plantilla)]
    orden += ["--falla", '{"action": "error", "match": "PA_ANUL", "code": 20007}']
    servidor = subprocess.Popen(orden, cwd=RAIZ, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ours
    try:
        assert servidor.stdout is not None
        dicho = "".join(servidor.stdout.readline() for _ in range(3))
        ajustes = dict(re.findall(r"(DB_\w+)=(\S+)", dicho))
        with oracledb.connect(
            user=ajustes["DB_USER"],
            password=ajustes["DB_PASSWORD"].strip("'"),
            host=ajustes["DB_HOST"],
            port=int(ajustes["DB_PORT"]),
            service_name=ajustes["DB_SERVICE"],
        ) as conexion:
            cursor = conexion.cursor()
            cod, desc = cursor.var(str), cursor.var(str)
            with pytest.raises(oracledb.DatabaseError) as error:
                cursor.callproc("PACK_PAGO_WS.PA_ANUL", ["COD-1", cod, desc])
            assert codigo(error) == "ORA-20007"
            cursor.callproc("PACK_PAGO_WS.PA_ANUL", ["COD-1", cod, desc])
            assert cod.getvalue() != "0"
    finally:
        servidor.terminate()
        servidor.communicate(timeout=20)
    assert servidor.returncode == 0
