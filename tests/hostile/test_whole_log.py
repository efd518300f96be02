"""The whole application with its real log: whatever is asked, and where it breaks, nobody's secret is written down."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import datos
from tests.cli.processes import LIMITE_S, RAIZ, ambiente

# Asks every route with secrets in each place, twice: the second time on a database without the tables that count
# sign-ins and keep consultations, so that both doors fail.
GUION = r"""
import re, sqlite3, sys

from litestar.testing import TestClient
from msgspec import structs

from portal.app import create_app
from portal.log import configurar
from portal.settings import cargar

base, entorno, clave, documento, codigo, buena, cliente_ = sys.argv[1:]
settings = cargar({"SQLITE_PATH": base})
configurar(structs.replace(settings, environment=entorno))
app = create_app(settings, barrido=False)
campos = dict.fromkeys(("clave", "password", "actual", "nueva", "repetida"), clave)
campos |= dict.fromkeys(("usuario", "username", "documento", "buscar", "motivo"), documento)
campos |= dict.fromkeys(("codigo", "cod_transaccion", "evidencia", "sel"), codigo)
consulta = {"documento": documento, "moneda": "1", "cod_transaccion": codigo, "session": "1", "user": documento}
consulta |= {"idsession": "1", "indicador": "S", "codmovimiento": codigo, "usuario": documento}
partes = {"int": "1", "date": "2026-11-20"}
with TestClient(app, raise_server_exceptions=False) as cliente:
    ficha = cliente.post("/token", data={"username": "canal-uno", "password": buena}).json()["access_token"]
    fichas = [ficha]
    for usuario in (cliente_, "operadora"):
        cliente.post("/ingreso", data={"usuario": usuario, "clave": buena}, follow_redirects=False)
        fichas.append(cliente.cookies.pop("sesion"))
        cliente.cookies.clear()
    print(*fichas)
    estados = set()

    def pedir(metodo, ruta, galleta):
        cabeceras = {"authorization": f"Bearer {ficha}", "cookie": f"sesion={galleta}", "user-agent": documento}
        cabeceras |= {"sec-fetch-site": "same-origin", "referer": f"http://x/{codigo}", "idempotency-key": codigo}
        camino = re.sub(r"\{\w+:(\w+)\}", lambda tramo: partes.get(tramo[1], codigo), ruta)
        posteado = campos if metodo == "POST" else None
        respuesta = cliente.request(
            metodo, camino, params=consulta, data=posteado, headers=cabeceras, follow_redirects=False
        )
        estados.add(respuesta.status_code)

    rutas = [ruta.path for ruta in app.routes if ruta.path != "/salir"]
    for _ in range(2):
        for ruta in rutas:
            for galleta in fichas[1:]:
                pedir("GET", ruta, galleta)
                pedir("POST", ruta, galleta)
        with sqlite3.connect(base) as roto:
            for tabla in ("portal_intento", "portal_consulta_tramo", "portal_pago_deuda", "portal_idempotencia"):
                roto.execute(f"DROP TABLE IF EXISTS {tabla}")
        roto.close()
    print(sorted(estados))
"""
CLAVE, DOCUMENTO, CODIGO = "clave-secreta-9z", "7654321", "COD-SECRETO-1"


@pytest.mark.parametrize("entorno", ["development", "production"])
def test_no_secret_is_written_down(plantilla: Path, tmp_path: Path, entorno: str) -> None:
    base = tmp_path / "casa.sqlite3"
    shutil.copyfile(plantilla, base)
    hecho = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", GUION, str(base), entorno, CLAVE, DOCUMENTO, CODIGO, datos.CLAVE, datos.TRES_Y_AGUA],
        cwd=RAIZ,
        env=ambiente(),
        capture_output=True,
        encoding="utf-8",
        timeout=LIMITE_S,
        check=True,
    )
    fichas, estados = hecho.stdout.splitlines()
    assert {"200", "404", "500"} <= set(re.findall(r"\d+", estados))
    assert hecho.stderr.count("error no previsto") > 2
    assert "Traceback" in hecho.stderr
    for secreto in (CLAVE, DOCUMENTO, CODIGO, datos.CLAVE, datos.TRES_Y_AGUA, "Benítez", *fichas.split()):
        assert secreto not in hecho.stderr
    accesos = [linea for linea in hecho.stderr.splitlines() if "acceso" in linea and "ruta" in linea]
    assert len(accesos) > 100
    assert "?" not in "".join(accesos)
    assert any("/pago/{cod_transaccion}" in linea for linea in accesos)
