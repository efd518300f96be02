from datetime import date

import pytest

from portal.errors import DatoInvalido
from portal.operations.historia import estado_de_cuenta
from portal.structs.estado_de_cuenta import EstadoDeCuenta
from tests import datos, journeys
from tests.conftest import Casa


def leer(casa: Casa, desde: date | None = None, hasta: date | None = None) -> EstadoDeCuenta:
    actor = casa.actor(datos.TRES_Y_AGUA)
    return casa.operar(lambda portal: estado_de_cuenta.leer(portal, actor, 1, desde, hasta))


def test_it_is_of_the_last_six_months_unless_said_otherwise(casa: Casa) -> None:
    journeys.anulado(casa)
    journeys.pagado(casa)
    estado = leer(casa)
    assert (estado.desde, estado.hasta) == (date(2026, 6, 1), datos.HOY)
    assert (estado.inicial, estado.cargos, estado.pagado, estado.final) == (0, 2_615_000, 1_765_000, 850_000)
    assert estado.cliente == "Ana Ñandutí Benítez"
    octubre = leer(casa, date(2026, 10, 1), date(2026, 10, 31))
    assert (octubre.inicial, octubre.cargos, octubre.pagado, octubre.final) == (915_000, 850_000, 0, 1_765_000)


def test_it_ends_today_and_has_to_have_begun(casa: Casa) -> None:
    assert leer(casa, date(2026, 11, 1), date(2027, 1, 1)).hasta == datos.HOY
    with pytest.raises(DatoInvalido, match="Ese tiempo todavía no empezó"):
        leer(casa, date(2026, 11, 24))
