from datetime import timedelta

import pytest

from portal.errors import NoPermitido
from portal.operations.desk import hoy
from portal.rules.payment.seguimiento import ALARMA
from tests import datos, journeys
from tests.conftest import Casa
from tests.operations.desk import late


def test_nothing_waits(casa: Casa) -> None:
    mirona = casa.actor("mirona")
    assert casa.operar(lambda portal: hoy.contar(portal, mirona)).cuantos == 0
    visto = casa.operar(lambda portal: hoy.ver(portal, mirona))
    assert (visto.mas_viejo, visto.urgente, visto.tipos) == (None, None, ())
    assert [cada.dia for cada in visto.dias] == [datos.HOY - timedelta(days=hace) for hace in range(6, -1, -1)]


def test_what_waits_is_counted_up_to_a_limit(casa: Casa, monkeypatch: pytest.MonkeyPatch) -> None:
    mirona = casa.actor("mirona")
    caso = late.abierto(casa)
    dudoso = journeys.dudoso(casa, datos.AL_DIA, frozenset({"E1"}))
    casa.clock.adelantar(ALARMA + timedelta(seconds=1))
    visto = casa.operar(lambda portal: hoy.ver(portal, mirona))
    assert visto.pendientes.dudosos.sumas == ((dudoso.moneda, dudoso.total),)
    assert visto.mas_viejo == dudoso.creado
    assert visto.urgente is not None
    assert visto.urgente.pago_id == caso.id
    # The late one is of yesterday, and its day keeps what came in.
    assert [cada.neto(1) for cada in visto.dias[-2:]] == [caso.total, 0]
    monkeypatch.setattr(hoy, "TOPE", 0)
    contados = casa.operar(lambda portal: hoy.contar(portal, mirona))
    assert (contados.cuantos, contados.hay_mas) == (0, True)


def test_it_is_the_staff_s(casa: Casa) -> None:
    clienta = casa.actor(datos.TRES_Y_AGUA)
    with pytest.raises(NoPermitido):
        casa.operar(lambda portal: hoy.contar(portal, clienta))
