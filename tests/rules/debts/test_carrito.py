from datetime import date

from portal.rules.debts.carrito import (
    bloqueo,
    completar,
    lo_minimo,
    pagar_hasta,
    revisar,
    revisar_orden,
    todo_lo_vencido,
)
from portal.rules.debts.series import vencidas
from portal.structs.deudas import Tipo
from tests.rules.debts.clientes import HOY, codigos_de, cuotas, deuda, pagables


def test_worked_case_three_overdue_and_water_of_may() -> None:
    deudas = [*cuotas(3, desde=4), deuda("AGUA", Tipo.AGUA, date(2026, 5, 20))]
    minima = frozenset({"C5", "C6", "AGUA"})
    assert pagables(deudas) == {minima, minima | {"C7"}}
    assert lo_minimo(deudas, HOY) == minima


def test_worked_case_five_overdue_and_gardening_of_april() -> None:
    deudas = [*cuotas(5, desde=2), deuda("JARDIN", Tipo.JARDINERIA, date(2026, 4, 15))]
    minima = frozenset({"C3", "C4", "C5", "C6", "JARDIN"})
    assert pagables(deudas) == {minima, minima | {"C7"}}
    assert lo_minimo(deudas, HOY) == minima
    (sin_jardin,) = revisar(deudas, minima - {"JARDIN"}, HOY)
    assert (sin_jardin.codigo, sin_jardin.faltan) == ("servicios-del-lote", ("JARDIN",))


def test_worked_case_expensas_without_instalments() -> None:
    deudas = [deuda("MARZO", Tipo.EXPENSAS, date(2026, 3, 10)), deuda("ABRIL", Tipo.EXPENSAS, date(2026, 4, 10))]
    assert pagables(deudas) == {frozenset({"MARZO"}), frozenset({"MARZO", "ABRIL"})}
    assert lo_minimo(deudas, HOY) == frozenset()
    assert todo_lo_vencido(deudas, HOY) == {"MARZO", "ABRIL"}


def test_due_today_is_not_overdue_but_its_service_is_due() -> None:
    deudas = [
        deuda("C", Tipo.CUOTA, HOY),
        deuda("A", Tipo.AGUA, HOY),
        deuda("PAGO", Tipo.CANCELACION, date(2026, 8, 1)),
    ]
    assert vencidas(deudas, HOY) == ()
    assert lo_minimo(deudas, HOY) == todo_lo_vencido(deudas, HOY) == frozenset()
    assert codigos_de(revisar(deudas, frozenset({"C"}), HOY)) == ["servicios-del-lote"]
    assert codigos_de(revisar(deudas, frozenset({"A"}), HOY)) == ["cuotas-del-lote"]


def test_six_overdue_in_one_plan_block_the_whole_customer() -> None:
    deudas = [*cuotas(6), deuda("OTRA", Tipo.AGUA, date(2026, 7, 1), "L2")]
    (falta,) = revisar(deudas, frozenset({"OTRA"}), HOY)
    assert (falta.codigo, falta.filas, falta.faltan, falta.sobran) == ("bloqueado", ("OTRA",), (), ())
    assert falta.motivo == (
        "Tenés 6 cuotas vencidas y desde 6 el pago por la web queda bloqueado: "
        "acercate a nuestras oficinas o llamanos para regularizar."
    )
    assert bloqueo(deudas, HOY) == revisar(deudas, frozenset(), HOY)[0]
    assert (
        completar(deudas, frozenset({"OTRA"}), HOY)
        == lo_minimo(deudas, HOY)
        == todo_lo_vencido(deudas, HOY)
        == frozenset()
    )


def test_six_overdue_in_two_plans_do_not_block() -> None:
    deudas = [*cuotas(5), deuda("D1", Tipo.CUOTA, date(2026, 7, 1), "L2")]
    assert bloqueo(deudas, HOY) is None
    assert lo_minimo(deudas, HOY) == {"C1", "C2", "C3", "C4", "D1"}
    assert todo_lo_vencido(deudas, HOY) == {"C1", "C2", "C3", "C4", "C5", "D1"}


def test_services_of_a_lot_with_instalments_due_bring_its_minimum() -> None:
    deudas = [
        *cuotas(2, desde=5),
        deuda("AGUA", Tipo.AGUA, date(2026, 7, 1)),
        deuda("JARDIN", Tipo.JARDINERIA, HOY),
        deuda("AJENA", Tipo.AGUA, date(2026, 7, 1), "L2"),
    ]
    (falta,) = revisar(deudas, frozenset({"AGUA", "AJENA"}), HOY)
    assert (falta.filas, falta.faltan) == (("AGUA",), ("C6", "JARDIN"))
    assert not revisar(deudas, frozenset({"AJENA"}), HOY)


def test_of_several_instalments_due_today_the_first_goes_with_the_services() -> None:
    deudas = [*(deuda(f"C{seq}", Tipo.CUOTA, HOY, seq=seq) for seq in (1, 2)), deuda("A", Tipo.AGUA, HOY)]
    (falta,) = revisar(deudas, frozenset({"A"}), HOY)
    assert falta.faltan == ("C1",)


def test_an_instalment_does_not_bring_the_services_of_another_lot() -> None:
    deudas = [*cuotas(1), deuda("AJENA", Tipo.AGUA, date(2026, 7, 1), "L2")]
    assert not revisar(deudas, frozenset({"C1"}), HOY)


def test_services_of_a_lot_whose_instalments_are_to_come_are_of_choice() -> None:
    deudas = [deuda("C", Tipo.CUOTA, date(2026, 9, 1)), deuda("A", Tipo.AGUA, HOY), deuda("J", Tipo.JARDINERIA, HOY)]
    assert {frozenset({"A"}), frozenset({"J"})} < pagables(deudas)


def test_ties_go_by_seq_and_equal_ones_in_any_order() -> None:
    primera, segunda = (deuda(f"A{seq}", Tipo.AGUA, HOY, seq=seq) for seq in (1, 2))
    assert codigos_de(revisar_orden([segunda, primera], frozenset({"A2"}))) == ["orden"]
    assert not revisar_orden([segunda, primera], frozenset({"A1"}))
    gemela = deuda("GEMELA", Tipo.AGUA, HOY, seq=1)
    assert not revisar_orden([primera, gemela], frozenset({"A1"}))
    assert not revisar_orden([primera, gemela], frozenset({"GEMELA"}))


def test_a_movement_of_several_rows_is_chosen_whole() -> None:
    deudas = [
        deuda("DOBLE", Tipo.AGUA, date(2026, 5, 1)),
        deuda("MEDIO", Tipo.AGUA, date(2026, 6, 1)),
        deuda("DOBLE", Tipo.AGUA, date(2026, 7, 1)),
    ]
    assert pagables(deudas) == {frozenset({"DOBLE", "MEDIO"})}
    ultima = deuda("ULTIMA", Tipo.AGUA, date(2026, 7, 2))
    (falta,) = revisar([*deudas, ultima], frozenset({"ULTIMA"}), HOY)
    assert falta.faltan == ("DOBLE", "MEDIO")


def test_cancelacion_goes_with_everything_overdue_and_without_what_it_includes() -> None:
    deudas = [
        *cuotas(2, desde=6),
        deuda("AJENA", Tipo.EXPENSAS, date(2026, 7, 1), "L2"),
        deuda("FIN", Tipo.CANCELACION, date(2026, 8, 31)),
    ]
    incluida, falta = revisar(deudas, frozenset({"FIN", "C8"}), HOY)
    assert (incluida.codigo, incluida.sobran) == ("cancelacion-incluye", ("C8",))
    assert (falta.codigo, falta.faltan) == ("cancelacion-con-lo-vencido", ("AJENA", "C7"))
    assert completar(deudas, frozenset({"FIN", "C8"}), HOY) == {"FIN", "AJENA", "C7"}


def test_cancelacion_stands_for_the_instalment_due_today() -> None:
    deudas = [deuda("C", Tipo.CUOTA, HOY), deuda("A", Tipo.AGUA, HOY), deuda("FIN", Tipo.CANCELACION, HOY)]
    assert not revisar(deudas, frozenset({"A", "FIN"}), HOY)
    assert codigos_de(revisar(deudas, frozenset({"A", "C", "FIN"}), HOY)) == ["cancelacion-incluye"]


def test_cancelacion_of_one_plan_leaves_the_others_as_they_are() -> None:
    deudas = [deuda("C", Tipo.CUOTA, date(2026, 9, 1)), deuda("FIN", Tipo.CANCELACION, HOY, "L2")]
    assert not revisar(deudas, frozenset({"C", "FIN"}), HOY)


def test_completar_follows_what_it_adds() -> None:
    deudas = [
        deuda("FIN", Tipo.CANCELACION, HOY),
        deuda("C", Tipo.CUOTA, date(2026, 8, 1), "L2"),
        deuda("A", Tipo.AGUA, HOY, "L2"),
    ]
    assert completar(deudas, frozenset({"FIN"}), HOY) == {"FIN", "C", "A"}


def test_what_is_not_owed_must_leave_the_cart() -> None:
    (falta,) = revisar(cuotas(1), frozenset({"C1", "Y", "X"}), HOY)
    assert (falta.codigo, falta.filas, falta.sobran) == ("deuda-no-disponible", ("X", "Y"), ("X", "Y"))
    assert falta.motivo == "Los movimientos X y Y ya no están pendientes: sacalos del carrito."
    assert completar(cuotas(1), frozenset({"X"}), HOY) == pagar_hasta(cuotas(1), "X", HOY) == frozenset()


def test_without_the_extra_columns_the_package_decides() -> None:
    deudas = [deuda(f"M{mes}", None, date(2026, mes, 1), None) for mes in range(1, 10)]
    assert not revisar(deudas, frozenset({"M9"}), HOY)
    assert not revisar_orden(deudas, frozenset({"M9"}))
    assert pagar_hasta(deudas, "M9", HOY) == {"M9"}
    assert lo_minimo(deudas, HOY) == frozenset()
    assert todo_lo_vencido(deudas, HOY) == {f"M{mes}" for mes in range(1, 9)}


def test_what_a_pay_off_includes_and_the_rest_needs_is_for_the_company_to_sort_out() -> None:
    """A movement of two rows: an overdue water, and an instalment that the pay-off covers."""
    deudas = [
        deuda("FIN", Tipo.CANCELACION, date(2026, 12, 31)),
        deuda("DOBLE", Tipo.AGUA, date(2026, 7, 1)),
        deuda("DOBLE", Tipo.CUOTA, date(2026, 9, 1)),
    ]
    for eleccion in ({"FIN"}, {"FIN", "DOBLE"}):
        (falta,) = revisar(deudas, frozenset(eleccion), HOY)
        assert (falta.codigo, falta.filas, falta.faltan, falta.sobran) == ("sin-remedio", ("FIN",), (), ())
        assert falta.motivo == (
            "La cancelación anticipada ya incluye “Agua DOBLE”, que también habría que pagar aparte: por la web no se "
            "puede pagar así. Sacá la cancelación o acercate a nuestras oficinas."
        )
    assert pagables(deudas) == {frozenset({"DOBLE"})}


def test_pagar_hasta_brings_the_earlier_ones_and_the_services() -> None:
    deudas = [*cuotas(5, desde=5), deuda("AGUA", Tipo.AGUA, date(2026, 7, 1))]
    assert pagar_hasta(deudas, "C9", HOY) == {"C6", "C7", "C8", "C9", "AGUA"}
