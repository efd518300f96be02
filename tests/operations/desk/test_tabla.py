from datetime import timedelta

import pytest

from portal.errors import DatoInvalido, NoPermitido
from portal.operations.desk import tabla
from portal.structs.tabla import FiltroDeTabla
from tests import datos, journeys
from tests.conftest import Casa

FILTRO = FiltroDeTabla(desde=datos.HOY, hasta=datos.HOY)


def test_the_page_the_totals_and_what_may_be_taken_away(casa: Casa, monkeypatch: pytest.MonkeyPatch) -> None:
    pago, operadora = journeys.pagado(casa), casa.actor("operadora")
    visto = casa.operar(lambda portal: tabla.ver(portal, operadora, FILTRO))
    assert ([cada.id for cada in visto.pagos], visto.sigue) == ([pago.id], None)
    assert [(total.pagados, total.total) for total in visto.totales] == [(1, pago.total)]
    monkeypatch.setattr(tabla, "EXPORTABLES", 0)
    with pytest.raises(DatoInvalido) as larga:
        casa.operar(lambda portal: tabla.exportar(portal, operadora, FILTRO, "Para contabilidad"))
    assert larga.value.codigo == "exportacion-larga"


def test_what_is_asked_of_nobody_is_refused(casa: Casa) -> None:
    clienta, operadora = casa.actor(datos.TRES_Y_AGUA), casa.actor("operadora")
    with pytest.raises(NoPermitido):
        casa.operar(lambda portal: tabla.ver(portal, clienta, FILTRO))
    largo = FiltroDeTabla(desde=datos.HOY - timedelta(days=400), hasta=datos.HOY)
    with pytest.raises(DatoInvalido):
        casa.operar(lambda portal: tabla.ver(portal, operadora, largo))
