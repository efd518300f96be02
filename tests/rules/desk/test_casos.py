from datetime import UTC, datetime, timedelta

import pytest

from portal.errors import Rechazo
from portal.rules.desk.casos import (
    ULTIMO,
    es_tarde,
    plazo,
    revisar_apertura,
    revisar_propio,
    revisar_vivo,
    se_puede_abrir,
)
from portal.structs.casos import CasoTardio, EstadoCaso
from portal.structs.pagos import Estado, EstadoPedido, Pedido
from tests.rules.access.test_permisos import OPERADOR
from tests.rules.payment.pagos import pago

PAGADO = datetime(2026, 8, 3, 15, tzinfo=UTC)
MANANA = PAGADO + timedelta(days=1)
PEDIDO = Pedido(pago_id=12, usuario="ana", motivo="Me equivoqué", pedido=PAGADO, estado=EstadoPedido.RECHAZADA)


def _caso(estado: EstadoCaso = EstadoCaso.ABIERTO, responsable: str | None = None) -> CasoTardio:
    return CasoTardio(
        pago_id=12,
        usuario="ana",
        motivo="Me equivoqué",
        abierto=MANANA,
        plazo=plazo(PAGADO),
        estado=estado,
        responsable=responsable,
    )


def test_an_invoice_may_be_cancelled_for_two_days() -> None:
    assert plazo(PAGADO) == PAGADO + timedelta(hours=48)


def test_a_day_is_over_at_midnight_in_asuncion() -> None:
    medianoche = datetime(2026, 8, 4, 3, tzinfo=UTC)
    assert not es_tarde(pago(), medianoche - timedelta(microseconds=1))
    assert es_tarde(pago(), medianoche)


@pytest.mark.parametrize("estado", Estado)
def test_only_a_payment_that_stands_is_asked_for(estado: Estado) -> None:
    suyo = pago(estado)
    assert se_puede_abrir(suyo, None, None, MANANA) is (estado is Estado.PAGADO)
    if estado is not Estado.PAGADO:
        with pytest.raises(Rechazo) as error:
            revisar_apertura(suyo, None, None, MANANA)
        assert error.value.codigo == "pago-no-anulable"


def test_it_is_asked_for_once_and_not_after_an_answer() -> None:
    revisar_apertura(pago(), None, None, MANANA)
    for pedido, caso in ((PEDIDO, None), (None, _caso()), (PEDIDO, _caso())):
        assert not se_puede_abrir(pago(), pedido, caso, MANANA)
        with pytest.raises(Rechazo, match=r"^Ya pediste"):
            revisar_apertura(pago(), pedido, caso, MANANA)


def test_a_month_later_it_is_the_company_s_without_the_portal() -> None:
    ultimo = PAGADO + ULTIMO
    revisar_apertura(pago(), None, None, ultimo - timedelta(microseconds=1))
    with pytest.raises(Rechazo, match=r"^Este pago es de hace más de un mes"):
        revisar_apertura(pago(), None, None, ultimo)


def test_whoever_has_it_decides_and_only_while_it_goes_on() -> None:
    revisar_propio(OPERADOR, _caso(EstadoCaso.TOMADO, "olga"))
    with pytest.raises(Rechazo, match=r"^Nadie tomó ese caso"):
        revisar_propio(OPERADOR, _caso())
    with pytest.raises(Rechazo, match=r"^Ese caso lo tiene otra persona"):
        revisar_propio(OPERADOR, _caso(EstadoCaso.TOMADO, "josefa"))
    for estado in (EstadoCaso.ACEPTADO, EstadoCaso.NEGADO):
        with pytest.raises(Rechazo, match=r"^Ese caso ya se cerró"):
            revisar_vivo(_caso(estado, "olga"))
