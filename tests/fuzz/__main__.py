"""`python -m tests.fuzz`: rounds by nobody, a customer and a canal, until so many requests were made.

Exits with 1 where an answer was a 5xx or none that the document tells; the requests are printed, with their command.
"""

import argparse
import json
import os
import sys
import tempfile
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

from tests.cli.processes import servidor
from tests.fuzz.rounds import Report, run

PASSWORD = "demostracion"
ACTORS = {"nadie": "", "cliente": "4567890", "canal": "canal-demo"}
# So that three rounds of the three are 20,000 requests.
EXAMPLES = 240
# A round makes some thousands: this many are never needed.
ROUNDS = 60


def _headers(address: str, user: str) -> dict[str, str]:
    if not user:
        return {}
    data = urlencode({"username": user, "password": PASSWORD}).encode()
    with urllib.request.urlopen(f"{address}/token", data, timeout=30) as answer:  # noqa: S310 - loopback
        return {"Authorization": f"Bearer {json.load(answer)['access_token']}"}


def _round(address: str, seed: int) -> list[tuple[str, Report]]:
    """All of them, side by side: drawing the requests takes longer than answering them."""

    def as_who(user: str) -> Report:
        return run(address, _headers(address, user), examples=EXAMPLES, seed=seed)

    with ThreadPoolExecutor(len(ACTORS)) as threads:
        return list(zip(ACTORS, threads.map(as_who, ACTORS.values()), strict=True))


def main() -> int:
    """0 where every answer was one that the document tells."""
    options = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    options.add_argument("--casos", type=int, default=100_000 if os.environ.get("PRUEBAS_LARGAS") else 20_000)
    options.add_argument("--semilla", type=int, default=1)
    asked = options.parse_args()
    began, made, broken, server_errors = time.monotonic(), 0, 0, 0
    with tempfile.TemporaryDirectory() as folder, servidor(Path(folder), "demo", LOG_LEVEL="warning") as portal:
        for turn in range(ROUNDS):
            for who, report in _round(portal.direccion, asked.semilla + turn):
                made += report.test_cases.generated
                server_errors += report.server_errors
                sys.stdout.write(f"{who}: {report.test_cases.generated} pedidos, {len(report.failures)} fallas\n")
                if not report.clean:
                    broken += 1
                    sys.stdout.write(report.printed)
            if made >= asked.casos or broken:
                break
    seconds = time.monotonic() - began
    sys.stdout.write(f"{made} pedidos, {server_errors} respuestas 5xx, {seconds:.0f} s\n")
    return 1 if broken or made < asked.casos else 0


if __name__ == "__main__":
    sys.exit(main())
