"""The example of a proxy says the portal's own limits, and nginx can read it."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from portal.cli.serve import KEEP_ALIVE_S
from portal.cli.silent_connections import PLAZO_CABECERAS_S
from portal.cli.tls import CIPHERS
from portal.controllers.desk.extractos import ARCHIVO_MAXIMO
from portal.server.answers import STALLED_S
from portal.server.door import SHARE
from portal.web.middleware.headers import HSTS
from portal.web.outer.body import MAXIMUM, TERM_S
from portal.web.outer.limits import CABECERA, CABECERAS
from portal.web.policies import rutas
from tests.cli.processes import RAIZ
from tests.conftest import Casa

EXAMPLE = (RAIZ / "deploy" / "nginx.conf").read_text("utf-8")
UNITS = {"": 1, "k": 1024, "m": 1024 * 1024, "s": 1}


def _said(directive: str) -> list[int]:
    """Every number that it has there, with its unit."""
    return [
        int(number) * UNITS[unit]
        for arguments in re.findall(rf"^\s*{directive} ([^;]+);", EXAMPLE, re.MULTILINE)
        for number, unit in re.findall(r"\b(\d+)([kms]?)\b", arguments)
    ]


def test_the_example_says_the_portal_s_own_limits() -> None:
    assert _said("client_max_body_size") == [MAXIMUM, ARCHIVO_MAXIMO]
    many, size = _said("large_client_header_buffers")
    assert (size, many * size) == (CABECERA, CABECERAS)
    assert _said("client_header_timeout") == [PLAZO_CABECERAS_S]
    assert _said("client_body_timeout") == [TERM_S]
    assert _said("send_timeout") == [STALLED_S]
    assert _said("limit_conn conexiones") == [SHARE]
    assert max(_said("keepalive_timeout")) == KEEP_ALIVE_S
    assert "non_idempotent;" not in EXAMPLE


def test_the_example_speaks_and_answers_as_the_portal_does(casa: Casa) -> None:
    assert re.findall(r"ssl_ciphers (\S+);", EXAMPLE) == [CIPHERS]
    assert f'Strict-Transport-Security "{HSTS}" always' in EXAMPLE
    (programs,) = re.findall(r"location ~ (\S+) \{\s*return 403;", EXAMPLE)
    doors = {path: handler.opt.get("puerta") for _, path, handler in rutas(casa.app())}
    told = {path for path in doors if re.search(programs, path)}
    assert {path for path, door in doors.items() if door == "api"} - told == {"/salud", "/salud/lista"}
    assert {doors[path] for path in told} == {"api"}


@pytest.mark.skipif(not (shutil.which("nginx") and shutil.which("openssl")), reason="no está nginx u openssl")
def test_nginx_reads_it(tmp_path: Path) -> None:
    pair = ("certificado.pem", "clave.pem")
    order = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=prueba", "-days", "2"]
    subprocess.run([*order, "-out", pair[0], "-keyout", pair[1]], cwd=tmp_path, check=True, capture_output=True)  # noqa: S603 - constants
    text = EXAMPLE.replace("/etc/ssl/portal/", f"{tmp_path}/").replace("/var/log/nginx/", f"{tmp_path}/")
    (tmp_path / "nginx.conf").write_text(f"pid {tmp_path}/pid;\n{text}", "utf-8")
    tried = subprocess.run(  # noqa: S603 - constants
        ["nginx", "-t", "-c", str(tmp_path / "nginx.conf"), "-p", str(tmp_path)],  # noqa: S607 - wherever it is
        capture_output=True,
        text=True,
        check=False,
    )
    assert tried.returncode == 0, tried.stderr
