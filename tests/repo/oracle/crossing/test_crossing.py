"""An answer that lands just as its limit ends: it kills no process and reaches nobody but whoever asked for it.

2,000 of them between both loops, in clear and by TLS, with both kinds of server; PRUEBAS_LARGAS=1 asks 20,000. A wrong
order of ending a connection kills the callers within seconds on a server of before 23ai: tests/mutations plants three.
A 23ai tells where an answer ends, and the driver does not look at one before it is whole.
"""

import os
import ssl
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from tests import certificates
from tests.oracle_wire.hilo import EnHilo
from tests.oracle_wire.listener import OracleWire
from tests.repo.oracle.crossing.callers import Asked, Told
from tests.repo.oracle.crossing.company import SDU, Crossed

LONG = os.environ.get("PRUEBAS_LARGAS", "") not in ("", "0")
CROSSINGS = 2_500 if LONG else 250  # in each of the eight ways
LOOPS = ("asyncio",) if sys.platform == "win32" else ("asyncio", "uvloop")
LIMIT_S = 600 if LONG else 120


def _tls(folder: Path) -> ssl.SSLContext:
    """Of a server whose certificate the wallet in that folder knows."""
    (folder / "ewallet.pem").write_bytes(b"".join(certificates.hacer()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "ewallet.pem")
    return context


def _crossed(asked: Asked) -> Told:
    """What callers in another process tell, who must live to tell it."""
    command = [sys.executable, "-m", "tests.repo.oracle.crossing.callers", msgspec.json.encode(asked).decode()]
    # Who else is trusted takes the driver 40 ms to read, for each connection.
    alone = os.environ | {"SSL_CERT_FILE": os.devnull, "SSL_CERT_DIR": os.devnull}
    ended = subprocess.run(command, env=alone, capture_output=True, timeout=LIMIT_S, check=False)  # noqa: S603 - our own
    assert ended.returncode == 0, ended.stderr.decode()
    return msgspec.json.decode(ended.stdout.splitlines()[-1], type=Told)


@pytest.mark.parametrize("loop", LOOPS)
@pytest.mark.parametrize("way", ["clear", "tls"])
@pytest.mark.parametrize("profile", ["19c", "23ai"])
def test_an_answer_at_its_limit_kills_nobody_and_is_nobody_elses(
    tmp_path: Path, profile: str, way: str, loop: str
) -> None:
    company = Crossed()
    tls = _tls(tmp_path) if way == "tls" else None
    server = OracleWire(company, profile=profile, max_sdu=SDU, tls=tls)
    with EnHilo(server):
        told = _crossed(Asked(server.port, CROSSINGS, loop, str(tmp_path) if tls else ""))
        until = time.monotonic() + LIMIT_S
        while server.sessions and time.monotonic() < until:
            time.sleep(0.01)
        assert not server.sessions
    assert told.unlike == []
    assert set(told.confirmed) <= company.committed
    # Both sides of the limit were met, by requests that were sent.
    assert min(told.answered, told.late, told.gone) > 0
    assert len(company.asked) > CROSSINGS // 4
