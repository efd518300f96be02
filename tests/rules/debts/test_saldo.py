from datetime import date
from decimal import Decimal

from portal.rules.debts.carrito import elegir_hasta
from portal.rules.debts.saldo import moneda_de_entrada, resumir
from tests import datos


def test_a_pay_off_offered_is_no_debt() -> None:
    saldo = resumir(datos.CLIENTES[datos.CANCELACION][1], datos.HOY)
    assert (saldo.total, saldo.vencido, saldo.atrasadas) == (Decimal(2_550_000), Decimal(850_000), 1)
    assert saldo.proximo == date(2026, 12, 10)


def test_what_is_due_today_is_next_and_not_overdue() -> None:
    saldo = resumir([datos.cuota("X", 1, datos.HOY)], datos.HOY)
    assert (saldo.vencido, saldo.atrasadas, saldo.proximo) == (Decimal(0), 0, datos.HOY)


def test_owing_nothing_there_is_no_next_date() -> None:
    assert resumir([], datos.HOY).proximo is None


def test_up_to_an_earlier_instalment_the_later_ones_leave() -> None:
    deudas = datos.CLIENTES[datos.DOS_PLANES][1]
    antes = frozenset({"G1", "H1", "H2", "H3"})
    assert elegir_hasta(deudas, antes, "H2", datos.HOY) == {"G1", "H1", "H2"}


def test_up_to_an_unknown_debt_nothing_changes() -> None:
    deudas = datos.CLIENTES[datos.DOS_PLANES][1]
    assert elegir_hasta(deudas, frozenset({"G1"}), "NADIE", datos.HOY) == {"G1"}


def test_what_a_payment_under_way_has_is_not_owed_now() -> None:
    saldo = resumir(datos.CLIENTES[datos.TRES_Y_AGUA][1], datos.HOY, {"A1", "AGUA-9"})
    assert (saldo.vencido, saldo.atrasadas) == (Decimal(1_700_000), 2)


def test_the_page_begins_with_what_was_remembered_or_is_overdue_or_is_owed() -> None:
    nada, debe = resumir([], datos.HOY), resumir([datos.cuota("X", 1, datos.HOY)], datos.HOY)
    vencido = resumir([datos.cuota("X", 1, date(2026, 1, 10))], datos.HOY)
    assert moneda_de_entrada({1: debe, 2: vencido}, None) == 2
    assert moneda_de_entrada({1: debe, 2: vencido}, 1) == 1
    assert moneda_de_entrada({1: nada, 2: debe}, 1) == 2
    assert moneda_de_entrada({1: nada, 2: nada}, 2) is None
