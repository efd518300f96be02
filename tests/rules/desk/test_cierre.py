from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from portal.errors import Rechazo
from portal.rules.desk.cierre import canal, renglones, revisar_firma, terminado
from portal.structs.finanzas import Cierre, CierreFirmado
from portal.structs.pagos import Estado, Pago
from tests.rules.payment.pagos import pago

DIA = date(2026, 8, 3)
PAGADOS = st.builds(
    lambda emisor, pasarela, moneda, estado, unidades: pago(
        estado,
        emisor=emisor,
        pasarela=pasarela,
        moneda=moneda,
        subtotal=Decimal(unidades),
        comision=Decimal(unidades % 7),
        total=Decimal(unidades + unidades % 7),
    ),
    st.sampled_from(["red", "banco"]),
    st.sampled_from([None, "banco-demo"]),
    st.sampled_from([1, 2]),
    st.sampled_from([Estado.PAGADO, Estado.ANULANDO, Estado.ANULADO]),
    st.integers(1, 10**12),
)


@given(st.lists(PAGADOS, max_size=30))
def test_nothing_is_lost_between_the_payments_and_the_close(pagados: list[Pago]) -> None:
    cierre = renglones(pagados)
    assert sum(renglon.pagados for renglon in cierre) == len(pagados)
    assert {(renglon.canal, renglon.moneda) for renglon in cierre} == {(canal(uno), uno.moneda) for uno in pagados}
    for renglon in cierre:
        suyos = [uno for uno in pagados if (canal(uno), uno.moneda) == (renglon.canal, renglon.moneda)]
        assert renglon.bruto == sum(uno.total for uno in suyos)
        assert renglon.neto == sum(uno.total for uno in suyos if uno.estado is not Estado.ANULADO)
        assert renglon.bruto - renglon.total_anulado == renglon.neto


def test_a_reversal_that_goes_on_still_counts_as_paid() -> None:
    (renglon,) = renglones([pago(Estado.ANULANDO)])
    assert (renglon.anulados, renglon.neto) == (0, Decimal(101_500))


ABIERTO = Cierre(dia=DIA, terminado=True, renglones=renglones([pago()]), en_duda=(), firmado=None)
FIRMADO = CierreFirmado(
    dia=DIA, en=datetime(2026, 8, 4, tzinfo=UTC), por="olga", motivo="Fin del día", renglones=ABIERTO.renglones
)


def test_a_day_that_ended_without_doubts_may_be_closed() -> None:
    revisar_firma(ABIERTO)


@pytest.mark.parametrize(
    ("cierre", "codigo"),
    [
        (structs.replace(ABIERTO, terminado=False), "dia-sin-terminar"),
        (structs.replace(ABIERTO, en_duda=(7,)), "dia-con-dudas"),
        (structs.replace(ABIERTO, firmado=FIRMADO), "dia-ya-cerrado"),
    ],
)
def test_other_days_may_not(cierre: Cierre, codigo: str) -> None:
    with pytest.raises(Rechazo) as rechazo:
        revisar_firma(cierre)
    assert rechazo.value.codigo == codigo


def test_a_change_after_the_close_shows() -> None:
    assert not structs.replace(ABIERTO, firmado=FIRMADO).cambio
    assert structs.replace(ABIERTO, renglones=(), firmado=FIRMADO).cambio


def test_today_goes_on() -> None:
    assert terminado(date(2026, 8, 2), DIA)
    assert not terminado(DIA, DIA)
