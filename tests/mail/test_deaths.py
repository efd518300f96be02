"""A few of the deaths of `python -m tests.mail.deaths`; with PRUEBAS_LARGAS=1, 200."""

import asyncio
import os
import random
from pathlib import Path

from tests.mail.deaths import LUGARES, morir

CORTAS, LARGAS = 12, 200


def test_nothing_is_lost_and_only_lost_answers_make_it_come_twice(tmp_path: Path) -> None:
    largas = os.environ.get("PRUEBAS_LARGAS", "") not in ("", "0")
    muertes = LARGAS if largas else CORTAS
    cuenta = asyncio.run(morir(tmp_path, muertes, random.Random()))  # noqa: S311 - when to die
    cuenta.revisar()
    assert cuenta.dobles.total() >= muertes // len(LUGARES)
