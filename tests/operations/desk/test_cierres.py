from datetime import date, timedelta

import pytest

from portal.errors import DatoInvalido, NoPermitido, Rechazo
from portal.operations.desk import cierres
from tests import datos, journeys
from tests.conftest import Casa

MOTIVO = "Control diario"


def test_a_day_adds_up_by_channel_and_keeps_its_figures_when_it_is_closed(casa: Casa) -> None:
    pago, operadora = journeys.pagado(casa), casa.actor("operadora")
    casa.clock.adelantar(timedelta(days=1))
    cerrado = casa.operar(lambda portal: cierres.cerrar(portal, operadora, datos.HOY, MOTIVO))
    (renglon,) = cerrado.renglones
    assert (renglon.pagados, renglon.bruto, renglon.neto) == (1, pago.total, pago.total)
    assert cerrado.firmado is not None
    assert (cerrado.firmado.por, cerrado.firmado.motivo, cerrado.firmado.renglones) == (
        "operadora",
        MOTIVO,
        cerrado.renglones,
    )
    with pytest.raises(Rechazo) as otra_vez:
        casa.operar(lambda portal: cierres.cerrar(portal, operadora, datos.HOY, MOTIVO))
    assert otra_vez.value.codigo == "dia-ya-cerrado"


def test_a_day_that_goes_on_or_has_doubts_is_not_closed(casa: Casa) -> None:
    operadora = casa.actor("operadora")
    with pytest.raises(Rechazo):
        casa.operar(lambda portal: cierres.cerrar(portal, operadora, datos.HOY, MOTIVO))
    journeys.dudoso(casa)
    casa.clock.adelantar(timedelta(days=1))
    with pytest.raises(Rechazo):
        casa.operar(lambda portal: cierres.cerrar(portal, operadora, datos.HOY, MOTIVO))
    assert casa.operar(lambda portal: cierres.ver(portal, operadora, datos.HOY)).firmado is None


@pytest.mark.parametrize(
    ("cual", "codigo"), [(date(1999, 12, 31), "dia-lejano"), (datos.HOY + timedelta(days=1), "dia-futuro")]
)
def test_a_day_that_no_payment_can_have(casa: Casa, cual: date, codigo: str) -> None:
    operadora = casa.actor("operadora")
    with pytest.raises(DatoInvalido) as rehusado:
        casa.operar(lambda portal: cierres.ver(portal, operadora, cual))
    assert rehusado.value.codigo == codigo


def test_what_is_taken_away_has_each_payment_and_a_reason(casa: Casa) -> None:
    pago, operadora = journeys.pagado(casa), casa.actor("operadora")
    with pytest.raises(DatoInvalido):
        casa.operar(lambda portal: cierres.exportar(portal, operadora, datos.HOY, ""))
    _, pagados = casa.operar(lambda portal: cierres.exportar(portal, operadora, datos.HOY, MOTIVO))
    assert [cada.id for cada in pagados] == [pago.id]


def test_the_close_is_the_staff_s(casa: Casa) -> None:
    clienta = casa.actor(datos.TRES_Y_AGUA)
    with pytest.raises(NoPermitido):
        casa.operar(lambda portal: cierres.ver(portal, clienta, datos.HOY))
