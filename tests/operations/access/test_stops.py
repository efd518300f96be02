"""What too many failures stopped: seen and lifted by a person."""

import pytest

from portal.operations.access import stops, throttle
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import tries
from portal.rules.access.throttle import PARADA, Balde
from tests import datos
from tests.conftest import Casa


@pytest.mark.parametrize(("fallas", "detenida"), [(0, False), (PARADA - 1, False), (PARADA, True)])
def test_a_stop_is_told_from_waits_and_lifted(casa: Casa, fallas: int, detenida: bool) -> None:
    async def juzgar(portal: Portal) -> tuple[bool, int, bool]:
        nombre = stops.primer_acceso(datos.AL_DIA)

        async def cuerpo(tx: Transaccion) -> tuple[bool, int, bool]:
            if fallas:
                llave = f"{Balde.CUENTA}:{throttle.cuenta_de(portal.settings, nombre)}"
                await tries.tomar(tx.sql, (llave,), portal.clock())
                await tries.anotar(tx.sql, llave, fallas, portal.clock())
            antes = await stops.detenida(portal, tx.sql, nombre)
            cuantos = await stops.perdonar(portal, tx, nombre)
            return antes, cuantos, await stops.detenida(portal, tx.sql, nombre)

        return await portal.repo.write(cuerpo)

    assert casa.operar(juzgar) == (detenida, int(fallas > 0), False)
