"""https without a proxy: `serve --certificado --clave-tls`, and the scripts that start it."""

import re
import shutil
import socket
import ssl
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from tests import certificates
from tests.cli.processes import LIMITE_S, RAIZ, ambiente, portal, servidor

BASE = "https://127.0.0.1"
DEPLOY = RAIZ / "deploy"


@pytest.fixture
def par(tmp_path: Path) -> tuple[Path, Path]:
    archivos = tmp_path / "certificado.pem", tmp_path / "clave.pem"
    for archivo, texto in zip(archivos, certificates.hacer(), strict=True):
        archivo.write_bytes(texto)
    return archivos


def _opciones(par: tuple[Path, Path]) -> tuple[str, ...]:
    return ("--certificado", str(par[0]), "--clave-tls", str(par[1]))


def _version(
    direccion: str, certificado: Path, mas_nueva: ssl.TLSVersion, cifras: str = "ALL:@SECLEVEL=0"
) -> str | None:
    contexto = ssl.create_default_context(cafile=certificado)
    contexto.set_ciphers(cifras)  # what this machine would not speak, the server must not either
    contexto.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    contexto.maximum_version = mas_nueva
    puerto = int(direccion.rpartition(":")[2])
    with (
        socket.create_connection(("127.0.0.1", puerto), LIMITE_S) as crudo,
        contexto.wrap_socket(crudo, server_hostname="127.0.0.1") as enchufe,
    ):
        return enchufe.version()


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
def test_people_come_by_https_and_their_cookie_goes_no_other_way(demo: Path, par: tuple[Path, Path]) -> None:
    with servidor(demo, "serve", *_opciones(par), base=BASE) as corriendo:
        contexto = ssl.create_default_context(cafile=par[0])
        with httpx.Client(base_url=corriendo.direccion, verify=contexto, timeout=LIMITE_S) as cliente:
            entra = cliente.post(
                "/ingreso",
                data={"usuario": "4567890", "clave": "demostracion"},
                headers={"sec-fetch-site": "same-origin", "accept": "text/html"},
            )
            assert entra.status_code == 303, entra.text
            galleta = entra.headers["set-cookie"]
            assert galleta.startswith("__Host-sesion=")
            assert "Secure" in galleta
            assert cliente.get("/deudas", headers={"accept": "text/html"}).status_code == 200
        versiones = [
            _version(corriendo.direccion, par[0], cual) for cual in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3)
        ]
        assert versiones == ["TLSv1.2", "TLSv1.3"]
        with pytest.raises(ssl.SSLError):
            _version(corriendo.direccion, par[0], ssl.TLSVersion.TLSv1_1)
        for debiles in ("AES256-GCM-SHA384", "ECDHE-RSA-AES128-SHA", "ECDHE-ECDSA-AES128-SHA"):
            with pytest.raises(ssl.SSLError):
                _version(corriendo.direccion, par[0], ssl.TLSVersion.TLSv1_2, f"{debiles}:@SECLEVEL=0")
        # Who speaks http there is let go, and nobody else notices.
        with socket.create_connection(("127.0.0.1", int(corriendo.direccion.rpartition(":")[2])), LIMITE_S) as enchufe:
            enchufe.sendall(b"GET /salud HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            assert b"200" not in enchufe.recv(1024)
        assert corriendo.terminar() == 0
    escrito = corriendo.escrito()
    assert f"direccion={corriendo.direccion.replace('127.0.0.1', 'localhost')}" in escrito
    assert "Traceback" not in escrito


def test_several_processes_share_the_certificate(demo: Path, par: tuple[Path, Path]) -> None:
    with servidor(demo, "serve", "--workers", "2", *_opciones(par), base=BASE) as corriendo:
        assert corriendo.terminar() == 0


def _nada(_: tuple[Path, Path]) -> None:
    pass


def _otra_clave(par: tuple[Path, Path]) -> None:
    par[1].write_bytes(certificates.hacer()[1])


def _al_reves(par: tuple[Path, Path]) -> None:
    certificado, clave = (archivo.read_bytes() for archivo in par)
    par[0].write_bytes(clave)
    par[1].write_bytes(certificado)


def _sin_certificado(par: tuple[Path, Path]) -> None:
    par[0].unlink()


def _con_contrasena(par: tuple[Path, Path]) -> None:
    for archivo, texto in zip(par, certificates.hacer("secreta"), strict=True):
        archivo.write_bytes(texto)


def _cortado(par: tuple[Path, Path]) -> None:
    par[0].write_bytes(par[0].read_bytes()[:200])


@pytest.mark.parametrize(
    ("romper", "cuantas", "dicho"),
    [
        (_nada, 2, "van juntos"),
        (_otra_clave, 4, "no es la del certificado"),
        (_al_reves, 4, "no es un certificado en PEM."),
        (_sin_certificado, 4, "No se puede leer"),
        (_con_contrasena, 4, "pide una contraseña"),
        (_cortado, 4, "alguno está dañado."),
    ],
)
def test_a_bad_pair_is_one_sentence_before_anything_is_served(
    tmp_path: Path, par: tuple[Path, Path], romper: Callable[[tuple[Path, Path]], None], cuantas: int, dicho: str
) -> None:
    romper(par)
    hecho = portal(tmp_path, "serve", *_opciones(par)[:cuantas])
    assert (hecho.returncode, hecho.stdout) == (1, "")
    assert len(hecho.stderr.splitlines()) == 1
    assert dicho in hecho.stderr


def test_an_address_by_http_and_a_certificate_do_not_go_together(tmp_path: Path, par: tuple[Path, Path]) -> None:
    hecho = portal(tmp_path, "serve", *_opciones(par), URL_PUBLICA="http://clientes.ejemplo.com.py")
    assert (hecho.returncode, hecho.stderr) == (1, "Con --certificado, URL_PUBLICA empieza con https://.\n")


@pytest.mark.parametrize("host", ["::1", "::"])
def test_it_listens_where_addresses_are_long(tmp_path: Path, host: str) -> None:
    with servidor(tmp_path, "serve", "--host", host, base="http://[::1]") as corriendo:
        assert httpx.get(f"{corriendo.direccion}/salud").json() == {"estado": "vivo"}
        assert corriendo.terminar() == 0
    assert f"direccion={corriendo.direccion.replace('[::1]', 'localhost')}" in corriendo.escrito()


def _carpeta(donde: Path) -> Path:
    """As an installation is: the scripts, and a Python that knows the portal."""
    (donde / "deploy").mkdir()
    shutil.copy(DEPLOY / "iniciar.sh", donde / "deploy")
    (donde / ".venv/bin").mkdir(parents=True)
    python = donde / ".venv/bin/python"
    python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n', "utf-8")
    python.chmod(0o755)
    return donde / "deploy/iniciar.sh"


@pytest.mark.skipif(sys.platform == "win32", reason="el de Windows es iniciar.bat")
def test_the_script_starts_it_with_tls_from_anywhere(tmp_path: Path, par: tuple[Path, Path]) -> None:
    casa = tmp_path / "una casa"
    casa.mkdir()
    iniciar = _carpeta(casa)
    assert (casa / "deploy/iniciar.sh").stat().st_mode & 0o111
    hecho = subprocess.run(  # noqa: S603 - our own script
        [str(iniciar)], cwd=tmp_path, env=ambiente(), capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert hecho.returncode == 1
    assert hecho.stderr.startswith("Falta .env")
    shutil.copy(RAIZ / ".env.example", casa / ".env")
    archivos = {"CERTIFICADO": str(par[0]), "CLAVE_TLS": str(par[1])}
    with servidor(tmp_path, "--host", "127.0.0.1", base=BASE, programa=(str(iniciar),), **archivos) as corriendo:
        contexto = ssl.create_default_context(cafile=par[0])
        assert httpx.get(f"{corriendo.direccion}/salud", verify=contexto).status_code == 200
        assert corriendo.terminar() == 0


def test_both_scripts_ask_for_the_same() -> None:
    unix, windows = (DEPLOY / f"iniciar.{cual}" for cual in ("sh", "bat"))
    pedidas = [
        re.findall(r"--[a-z-]+", cual.read_text("ascii" if cual == windows else "utf-8")) for cual in (unix, windows)
    ]
    assert sorted(set(pedidas[0])) == sorted(set(pedidas[1])) >= ["--certificado", "--clave-tls", "--host", "--port"]
    crudo = windows.read_bytes()
    assert crudo.count(b"\n") == crudo.count(b"\r\n") > 10
