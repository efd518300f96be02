from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from portal.errors import Rechazo
from portal.rules.desk.cierre import canal, por_moneda, renglones, revisar_firma, terminado
from portal.structs.finanzas import Cierre, CierreFirmado, Parte
from portal.structs.pagos import Estado
from tests.rules.payment.pagos import pago

DIA = date(2026, 8, 3)
PARTE = Parte(
    canal="red",
    moneda=1,
    estado=Estado.PAGADO,
    tardia=False,
    cuantos=1,
    subtotal=Decimal(100_000),
    comision=Decimal(1_500),
)
PARTES = st.builds(
    lambda canal, moneda, estado, tardia, cuantos, unidades: structs.replace(
        PARTE,
        canal=canal,
        moneda=moneda,
        estado=estado,
        tardia=tardia and estado is Estado.ANULADO,
        cuantos=cuantos,
        subtotal=Decimal(unidades),
        comision=Decimal(unidades % 7),
    ),
    st.sampled_from(["red", "banco", "banco-demo"]),
    st.sampled_from([1, 2]),
    st.sampled_from([Estado.PAGADO, Estado.ANULANDO, Estado.ANULADO]),
    st.booleans(),
    st.integers(1, 10**6),
    st.integers(1, 10**12),
)


@given(st.lists(PARTES, max_size=30))
def test_nothing_is_lost_between_the_payments_and_the_close(partes: list[Parte]) -> None:
    cierre = renglones(partes)
    assert sum(renglon.pagados for renglon in cierre) == sum(una.cuantos for una in partes)
    assert {(renglon.canal, renglon.moneda) for renglon in cierre} == {(una.canal, una.moneda) for una in partes}
    for renglon in cierre:
        suyas = [una for una in partes if (una.canal, una.moneda) == (renglon.canal, renglon.moneda)]
        quedan = [una for una in suyas if una.estado is not Estado.ANULADO or una.tardia]
        assert renglon.bruto == sum(una.subtotal + una.comision for una in suyas)
        assert renglon.neto == sum(una.subtotal + una.comision for una in quedan)
        assert renglon.bruto - renglon.total_anulado == renglon.neto
    for moneda, suma in por_moneda(cierre).items():
        suyos = [renglon for renglon in cierre if renglon.moneda == moneda]
        for campo in ("pagados", "anulados", "bruto", "total_anulado", "neto"):
            assert getattr(suma, campo) == sum(getattr(renglon, campo) for renglon in suyos)


def test_a_reversal_that_goes_on_still_counts_as_paid() -> None:
    (renglon,) = renglones([structs.replace(PARTE, estado=Estado.ANULANDO)])
    assert (renglon.anulados, renglon.neto) == (0, Decimal(101_500))


ABIERTO = Cierre(dia=DIA, terminado=True, renglones=renglones([PARTE]), en_duda=(), firmado=None)
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


@pytest.mark.parametrize(("pasarela", "por"), [(None, "red"), ("banco-demo", "banco-demo")])
def test_money_comes_by_the_gateway_or_by_the_canal(pasarela: str | None, por: str) -> None:
    assert canal(pago(pasarela=pasarela)) == por
