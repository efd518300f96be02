"""The whole application with its real log: whatever is asked, and where it breaks, nobody's secret is written down."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import datos
from tests.cli.processes import LIMITE_S, RAIZ, ambiente

# Asks every route with a secret in every field that any of them has, as nobody, a canal, a customer and the staff; and
# then with secrets that are of the right form in each place, twice: the second time on a database without the tables
# that count sign-ins and keep consultations, so that both doors fail.
GUION = r"""
import re, sqlite3, sys

from litestar.testing import TestClient
from msgspec import inspect, structs

from portal.app import create_app
from portal.log import configurar
from portal.settings import cargar

base, entorno, clave, documento, codigo, buena, cliente_, plantado = sys.argv[1:]
settings = cargar({"SQLITE_PATH": base})
configurar(structs.replace(settings, environment=entorno))
app = create_app(settings, barrido=False)
campos = dict.fromkeys(("clave", "password", "actual", "nueva", "repetida"), clave)
campos |= dict.fromkeys(("usuario", "username", "documento", "buscar", "motivo"), documento)
campos |= dict.fromkeys(("codigo", "cod_transaccion", "evidencia", "sel"), codigo)
consulta = {"documento": documento, "moneda": "1", "cod_transaccion": codigo, "session": "1", "user": documento}
consulta |= {"idsession": "1", "indicador": "S", "codmovimiento": codigo, "usuario": documento}
partes = {"int": "1", "date": "2026-11-20"}


def campos_de(dato):
    # a body may have one of several forms
    formas = [forma.annotation for forma in dato.inner_types] if dato.is_union else [dato.annotation]
    return {campo.encode_name for forma in formas if inspect.is_struct_type(forma) for campo in structs.fields(forma)}


todos = set()
for ruta in app.routes:
    for manejador in getattr(ruta, "route_handlers", ()):
        todos |= {*manejador.parsed_fn_signature.parameters}
        if manejador.parsed_data_field is not None:
            todos |= campos_de(manejador.parsed_data_field)
# What /token reads of a form that may be one of two, and what nobody asks for.
todos |= {"username", "password", "otp", "client_id", "client_secret", "scope", "inventado"}
sembrado = {nombre: f"{plantado}-{nombre}" for nombre in todos}

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

    def sembrar(metodo, ruta, propias):
        cabeceras = dict.fromkeys(("authorization", "user-agent", "referer", "idempotency-key", "x-otra"), plantado)
        galletas = "; ".join(f"{nombre}={plantado}" for nombre in ("sesion", "equipo", "paso", "idioma", "tema"))
        cabeceras |= {"sec-fetch-site": "same-origin", "cookie": galletas, **propias}
        camino = re.sub(r"\{\w+:\w+\}", plantado, ruta)
        posteado = sembrado if metodo == "POST" else None
        cliente.request(metodo, camino, params=sembrado, data=posteado, headers=cabeceras, follow_redirects=False)

    rutas = [ruta.path for ruta in app.routes if ruta.path != "/salir"]
    quienes = [{}, {"authorization": f"Bearer {ficha}"}, *({"cookie": f"sesion={cada}"} for cada in fichas[1:])]
    for ruta in [*rutas, "/{nada:str}/{nada:str}"]:
        for propias in quienes:
            sembrar("GET", ruta, propias)
            sembrar("POST", ruta, propias)
    print(*sorted(sembrado))
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
PLANTADO = "plantado-9z7q"
SON_CAMPOS = {
    "actual",
    "client_secret",
    "codigo",
    "correo",
    "nueva",
    "otp",
    "passkey",
    "password",
    "sellada",
    "telefono",
}
SECRETOS = (CLAVE, DOCUMENTO, CODIGO)


@pytest.mark.parametrize("entorno", ["development", "production"])
def test_no_secret_is_written_down(plantilla: Path, tmp_path: Path, entorno: str) -> None:
    base = tmp_path / "casa.sqlite3"
    shutil.copyfile(plantilla, base)
    hecho = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", GUION, str(base), entorno, *SECRETOS, datos.CLAVE, datos.TRES_Y_AGUA, PLANTADO],
        cwd=RAIZ,
        env=ambiente(),
        capture_output=True,
        encoding="utf-8",
        timeout=LIMITE_S,
        check=True,
    )
    fichas, sembrados, estados = hecho.stdout.splitlines()
    assert set(sembrados.split()) >= SON_CAMPOS
    assert {"200", "404", "500"} <= set(re.findall(r"\d+", estados))
    assert hecho.stderr.count("error no previsto") > 2
    assert "Traceback" in hecho.stderr
    for secreto in (*SECRETOS, datos.CLAVE, datos.TRES_Y_AGUA, PLANTADO, "Benítez", *fichas.split()):
        assert secreto not in hecho.stderr
    accesos = [linea for linea in hecho.stderr.splitlines() if "acceso" in linea and "ruta" in linea]
    assert len(accesos) > 100
    assert "?" not in "".join(accesos)
    assert any("/pago/{cod_transaccion}" in linea for linea in accesos)
