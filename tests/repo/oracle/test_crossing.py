"""An answer that lands just as its limit ends: with the driver's own limits it takes the process with it.

CRUCES=2000 runs it at length. Its answers are of one packet: it does not find every wrong order of ending a connection.
"""

import os

from portal.errors import NoDisponible
from portal.repo.oracle.repo import OracleRepo
from tests.oracle_wire.listener import OracleWire
from tests.repo.oracle.company import Empresa
from tests.repo.oracle.conftest import Conducir, leer

CRUCES = int(os.environ.get("CRUCES", "200"))
LIMITE_MS = 30


def test_the_process_survives_answers_within_five_milliseconds_of_the_limit(conducir: Conducir) -> None:
    async def cuerpo(repo: OracleRepo, servidor: OracleWire, empresa: Empresa) -> None:
        tardes = 0
        for numero in range(CRUCES):
            servidor.inject("delay", "portal_usuario", seconds=LIMITE_MS / 1000 + (numero % 101 - 50) / 10_000)
            try:
                assert await leer(repo) == 7
            except NoDisponible:
                tardes += 1
            servidor.faults.clear()
            # What was crossed must not answer somebody else.
            async with repo.escritura() as tx:
                assert (await tx.paquete.pagar(42, "caja", str(numero))).codresp == "0"
        assert len(empresa.llamadas) == CRUCES
        assert tardes > 0

    conducir(cuerpo, lectura_ms=LIMITE_MS, escritura_ms=10_000, limite_s=540)
