from datetime import date

import pytest

from portal.errors import DatoInvalido
from portal.operations.desk import meses
from tests import datos, journeys
from tests.conftest import Casa
from tests.operations.desk.extracts import subir

UNO = datos.HOY.replace(day=1)


def test_a_month_has_its_days_their_sum_and_what_does_not_agree(casa: Casa) -> None:
    pago, mirona = journeys.pagado(casa), casa.actor("mirona")
    subir(casa, b"codigo;fecha;importe;moneda\nBD-AJENA;23/11/2026;1000;1\n")
    visto = casa.operar(lambda portal: meses.ver(portal, mirona, UNO))
    assert (visto.dias[0].dia, visto.dias[-1].dia) == (datos.HOY, UNO)
    assert (visto.pagados, visto.anulados, visto.sumas[1].neto) == (1, 0, pago.total)
    # The payment that is not in the extract, and the extract's line that is no payment.
    assert [cada.diferencias for cada in visto.dias if cada.diferencias] == [2]
    assert (visto.antes, visto.despues) == (date(2026, 10, 1), None)
    assert casa.operar(lambda portal: meses.ver(portal, mirona, date(2000, 1, 1))).antes is None


def test_a_month_that_has_not_come(casa: Casa) -> None:
    mirona = casa.actor("mirona")
    with pytest.raises(DatoInvalido):
        casa.operar(lambda portal: meses.ver(portal, mirona, date(2026, 12, 1)))
