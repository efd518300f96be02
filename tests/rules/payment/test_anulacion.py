from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from portal.errors import Rechazo
from portal.rules.payment.anulacion import (
    comparten_plan,
    revisar_anulacion,
    revisar_dia,
    revisar_pedido,
    se_puede_pedir,
)
from portal.structs.deudas import Tipo
from portal.structs.pagos import Estado
from portal.structs.usuarios import Actor, Rol
from tests.rules.debts.clientes import deuda
from tests.rules.payment.pagos import pago

HOY = date(2026, 8, 3)


@given(
    st.just(Estado.PAGADO) | st.sampled_from(Estado),
    st.lists(st.sampled_from(Estado), max_size=2),
    st.integers(-50, 50).map(lambda horas: datetime(2026, 8, 3, 12, 30, tzinfo=UTC) + timedelta(hours=horas)),
)
def test_rule_7_same_day_and_newest_first(estado: Estado, posteriores: list[Estado], pagado: datetime) -> None:
    este = pago(estado, pagado=pagado)
    otros = [pago(otro, id=20 + nro) for nro, otro in enumerate(posteriores)]
    # Asunción is three hours behind UTC all year.
    mismo_dia = (pagado - timedelta(hours=3)).date() == HOY
    primero = not {Estado.PAGADO, Estado.ANULANDO} & set(posteriores)
    if estado is Estado.PAGADO and mismo_dia and primero:
        revisar_anulacion(este, otros, HOY)
    else:
        with pytest.raises(Rechazo) as rechazo:
            revisar_anulacion(este, otros, HOY)
        assert rechazo.value.codigo == (
            "pago-no-anulable"
            if estado is not Estado.PAGADO
            else "hay-pago-posterior"
            if mismo_dia
            else "anulacion-fuera-de-dia"
        )
        assert rechazo.value.mensaje.endswith(".")
        assert rechazo.value.mensaje.count(".") == 1


def test_the_day_is_that_of_asuncion() -> None:
    tarde = datetime(2026, 8, 4, 2, 30, tzinfo=UTC)
    revisar_dia(tarde, HOY)
    with pytest.raises(Rechazo, match=r"^Este pago es del 03/08/2026 y un pago se anula únicamente en su mismo día\.$"):
        revisar_dia(tarde, date(2026, 8, 4))


def test_the_later_payments_are_named() -> None:
    otros = [pago(id=13, emisor="red", cod_transaccion="A"), pago(id=14, emisor="banco", cod_transaccion="B")]
    with pytest.raises(Rechazo, match=r"hay otros .*se anulan el comprobante 00000013 y el comprobante 00000014\.$"):
        revisar_anulacion(pago(emisor="red"), otros, HOY, _actor("olga", Rol.OPERADOR))


@pytest.mark.parametrize("lector", [None, "red"])
def test_to_a_canal_another_s_payment_does_not_exist(lector: str | None) -> None:
    otros = [pago(id=13, emisor="red", cod_transaccion="A"), pago(id=14, emisor="banco", cod_transaccion="B")]
    actor = _actor(lector, Rol.CANAL) if lector else None
    with pytest.raises(Rechazo, match=r"hay otro del mismo plan: primero se anula «A»\.$") as rechazo:
        revisar_anulacion(pago(emisor="red"), otros, HOY, actor)
    assert (rechazo.value.codigo, rechazo.value.primero) == ("hay-pago-posterior", ("A",))
    with pytest.raises(Rechazo) as callado:
        revisar_anulacion(pago(emisor="red"), otros[1:], HOY, actor)
    assert (callado.value.codigo, callado.value.primero) == ("pago-no-anulable", ())
    assert "hay otro" not in callado.value.mensaje


def _actor(usuario: str, rol: Rol) -> Actor:
    return Actor(usuario_id=1, usuario=usuario, rol=rol, nombre=usuario, documento=None, sid="s")


@pytest.mark.parametrize("estado", [Estado.PAGADO, Estado.ANULANDO])
def test_a_later_payment_that_may_stay_paid_goes_first(estado: Estado) -> None:
    with pytest.raises(Rechazo):
        revisar_anulacion(pago(), [pago(estado, id=13)], HOY)


@pytest.mark.parametrize("estado", [estado for estado in Estado if estado is not Estado.PAGADO])
def test_each_state_says_its_own_reason(estado: Estado) -> None:
    with pytest.raises(Rechazo) as rechazo:
        revisar_anulacion(pago(estado), [], HOY)
    assert rechazo.value.mensaje.startswith("Este pago ")
    assert rechazo.value.mensaje != "Este pago no se puede anular."


def test_what_two_payments_share_is_told_by_all_of_their_debts() -> None:
    cuota = deuda("C", Tipo.CUOTA, HOY, "LA", plan="P1")
    agua, ajena = (deuda(lote, Tipo.AGUA, HOY, lote) for lote in ("LA", "LB"))
    assert comparten_plan([cuota], [agua])
    assert not comparten_plan([cuota], [ajena])
    assert comparten_plan([cuota, structs.replace(cuota, lote="LB")], [ajena])
    assert not comparten_plan([cuota], [deuda("S", None, HOY, None)])


@pytest.mark.parametrize("estado", Estado)
def test_a_customer_asks_for_what_is_paid_and_of_today(estado: Estado) -> None:
    este = pago(estado, pagado=datetime(2026, 8, 3, 12, 30, tzinfo=UTC))
    assert se_puede_pedir(este, HOY) == (estado is Estado.PAGADO)
    assert not se_puede_pedir(este, HOY + timedelta(days=1))
    if estado is Estado.PAGADO:
        revisar_pedido(este, HOY)
    with pytest.raises(Rechazo) as rechazo:
        revisar_pedido(este, HOY + timedelta(days=estado is Estado.PAGADO))
    assert rechazo.value.codigo == ("anulacion-fuera-de-dia" if estado is Estado.PAGADO else "pago-no-anulable")
