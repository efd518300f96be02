from datetime import date
from itertools import chain, combinations

import pytest

from portal.rules.debts.carrito import (
    bloqueo,
    completar,
    lo_minimo,
    pagar_hasta,
    revisar,
    revisar_cambio,
    revisar_orden,
    todo_lo_vencido,
)
from portal.rules.debts.planes import minimo
from portal.rules.debts.series import vencidas
from portal.structs.deudas import Deuda, Tipo
from tests.rules.debts.clientes import HOY, claves, cuotas, deuda


def pagables(deudas: list[Deuda], hoy: date = HOY) -> set[frozenset[str]]:
    """Every choice, of all that can be made, that breaks no rule."""
    codigos = [fila.codmovimiento for fila in deudas]
    todas = chain.from_iterable(combinations(codigos, cuantas) for cuantas in range(1, len(codigos) + 1))
    return {eleccion for eleccion in map(frozenset, todas) if not revisar(deudas, eleccion, hoy)}


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


@pytest.mark.parametrize(("vencidas_", "esperado"), [(0, 0), (1, 1), (2, 1), (3, 2), (4, 3), (5, 4)])
def test_minimo(vencidas_: int, esperado: int) -> None:
    assert minimo(vencidas_) == esperado


def test_due_today_is_not_overdue_but_its_service_is_due() -> None:
    deudas = [
        deuda("C", Tipo.CUOTA, HOY),
        deuda("A", Tipo.AGUA, HOY),
        deuda("PAGO", Tipo.CANCELACION, date(2026, 8, 1)),
    ]
    assert vencidas(deudas, HOY) == ()
    assert lo_minimo(deudas, HOY) == todo_lo_vencido(deudas, HOY) == frozenset()
    assert claves(revisar(deudas, frozenset({"C"}), HOY)) == ["servicios-del-lote"]
    assert claves(revisar(deudas, frozenset({"A"}), HOY)) == ["cuotas-del-lote"]


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
    assert claves(revisar_orden([segunda, primera], frozenset({"A2"}))) == ["orden"]
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
    assert claves(revisar(deudas, frozenset({"A", "C", "FIN"}), HOY)) == ["cancelacion-incluye"]


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


def test_debts_of_unknown_place_are_not_taken_for_one_plan() -> None:
    deudas = [deuda(f"M{mes}", Tipo.CUOTA, date(2026, mes, 1), None) for mes in range(1, 8)]
    assert not revisar(deudas, frozenset({"M7"}), HOY)
    ajenas = [deuda("C", Tipo.CUOTA, HOY, "L1", plan=None), deuda("A", Tipo.AGUA, HOY, None)]
    assert not revisar(ajenas, frozenset({"C"}), HOY)
    assert not revisar(ajenas, frozenset({"A"}), HOY)


def test_the_lot_stands_for_a_plan_that_is_not_told_and_the_plan_for_the_lot() -> None:
    sin_plan = [deuda(f"C{mes}", Tipo.CUOTA, date(2026, mes, 1), "L1", plan=None) for mes in (6, 7)]
    assert claves(revisar(sin_plan, frozenset({"C7"}), HOY)) == ["orden"]
    sin_lote = [deuda("C", Tipo.CUOTA, HOY, None, plan="P"), deuda("A", Tipo.AGUA, HOY, None, plan="P")]
    assert claves(revisar(sin_lote, frozenset({"C"}), HOY)) == ["servicios-del-lote"]
    posterior = deuda("B", Tipo.AGUA, date(2026, 9, 1), None, plan="P")
    assert "orden" in claves(revisar([*sin_lote, posterior], frozenset({"B"}), HOY))


def test_a_plan_without_its_lot_in_some_rows_is_one_plan() -> None:
    """The rows of DOMAIN's "plans, lots and real data": they once made completing them never end."""
    deudas = [
        deuda("C1", Tipo.CUOTA, date(2026, 6, 10), None, plan="P1"),
        deuda("C2", Tipo.CUOTA, date(2026, 7, 10), "LA", plan="P1"),
        deuda("A1", Tipo.AGUA, HOY, "LA"),
    ]
    assert pagables(deudas) == {frozenset({"C1", "A1"}), frozenset({"C1", "C2", "A1"})}
    assert lo_minimo(deudas, HOY) == {"C1", "A1"}
    assert todo_lo_vencido(deudas, HOY) == {"C1", "C2", "A1"}


def test_a_plan_that_names_two_lots_has_both() -> None:
    deudas = [
        deuda("C1", Tipo.CUOTA, date(2026, 7, 10), "LA", plan="P1"),
        deuda("C2", Tipo.CUOTA, date(2026, 9, 10), "LB", plan="P1"),
        deuda("A", Tipo.AGUA, HOY, "LA"),
        deuda("B", Tipo.AGUA, HOY, "LB"),
    ]
    assert pagables(deudas) == {frozenset({"C1", "A", "B"}), frozenset({"C1", "C2", "A", "B"})}
    faltas = revisar(deudas, frozenset({"C1"}), HOY)
    assert [(falta.codigo, falta.faltan) for falta in faltas] == [
        ("servicios-del-lote", ("A",)),
        ("servicios-del-lote", ("B",)),
    ]


def test_two_plans_of_one_lot_share_its_services_but_for_those_that_name_theirs() -> None:
    deudas = [
        deuda("C1", Tipo.CUOTA, date(2026, 7, 10), "LA", plan="P1"),
        deuda("C2", Tipo.CUOTA, date(2026, 7, 10), "LA", plan="P2"),
        deuda("DE-TODOS", Tipo.AGUA, HOY, "LA"),
        deuda("DEL-2", Tipo.JARDINERIA, HOY, "LA", plan="P2"),
    ]
    assert pagables(deudas) == {frozenset(fila.codmovimiento for fila in deudas)}
    assert claves(revisar(deudas, frozenset({"C1", "DE-TODOS"}), HOY)) == ["cuotas-del-lote"]
    assert not revisar(deudas[:1] + deudas[2:3], frozenset({"C1", "DE-TODOS"}), HOY)


def test_movements_that_go_before_one_another_enter_and_leave_one_by_one() -> None:
    """X has a row before Y's and one after it."""
    deudas = [
        deuda("X", Tipo.AGUA, date(2026, 5, 1)),
        deuda("Y", Tipo.AGUA, date(2026, 6, 1)),
        deuda("X", Tipo.AGUA, date(2026, 7, 1)),
        deuda("Z", Tipo.AGUA, date(2026, 7, 2)),
    ]

    def cambiar(carrito: set[str], codigo: str, *, agrega: bool) -> tuple[str, ...]:
        faltas = revisar_cambio(deudas, frozenset(carrito), codigo, agrega=agrega, hoy=HOY)
        return tuple(otra for falta in faltas for otra in (falta.faltan if agrega else falta.filas))

    assert (
        claves(revisar_orden(deudas, frozenset({"X"}))) == claves(revisar_orden(deudas, frozenset({"Y"}))) == ["orden"]
    )
    assert cambiar(set(), "X", agrega=True) == cambiar(set(), "Y", agrega=True) == ()
    assert cambiar({"X"}, "Y", agrega=True) == ()
    assert cambiar(set(), "Z", agrega=True) == ("X", "Y")
    assert cambiar({"X", "Y", "Z"}, "X", agrega=False) == ("Z", "Y")
    assert cambiar({"X", "Y"}, "X", agrega=False) == cambiar({"X", "Y"}, "Y", agrega=False) == ()


def test_three_movements_in_a_circle_enter_one_by_one() -> None:
    mayo, julio = date(2026, 5, 1), date(2026, 7, 1)
    deudas = [
        *(deuda("X", Tipo.AGUA, julio), deuda("X", Tipo.JARDINERIA, mayo)),
        *(deuda("Y", Tipo.AGUA, mayo), deuda("Y", Tipo.EXPENSAS, julio)),
        *(deuda("Z", Tipo.EXPENSAS, mayo), deuda("Z", Tipo.JARDINERIA, julio)),
        deuda("ANTES", Tipo.AGUA, date(2026, 4, 1)),
    ]
    for carrito, codigo, faltan in (
        ((), "X", {"ANTES", "Y"}),
        (("ANTES",), "X", set()),
        (("ANTES", "X"), "Y", {"Z"}),
        (("ANTES", "X"), "Z", set()),
        (("ANTES", "X", "Z"), "Y", set()),
    ):
        faltas = revisar_cambio(deudas, frozenset(carrito), codigo, agrega=True, hoy=HOY)
        assert {otra for falta in faltas for otra in falta.faltan} == faltan, (carrito, codigo)


def test_a_plan_and_a_lot_of_one_name_are_two_places() -> None:
    deudas = [deuda("C", Tipo.CUOTA, HOY, None, plan="7"), deuda("A", Tipo.AGUA, HOY, "7")]
    assert not revisar(deudas, frozenset({"C"}), HOY)
    assert not revisar(deudas, frozenset({"A"}), HOY)


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
