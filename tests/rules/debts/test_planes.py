from datetime import date

import pytest

from portal.rules.debts.carrito import lo_minimo, revisar, todo_lo_vencido
from portal.rules.debts.planes import Planes, minimas, minimo
from portal.structs.deudas import Tipo
from tests.rules.debts.clientes import HOY, codigos_de, cuotas, deuda, pagables


@pytest.mark.parametrize(("vencidas_", "esperado"), [(0, 0), (1, 1), (2, 1), (3, 2), (4, 3), (5, 4)])
def test_minimo(vencidas_: int, esperado: int) -> None:
    assert minimo(vencidas_) == esperado


def test_debts_of_unknown_place_are_not_taken_for_one_plan() -> None:
    deudas = [deuda(f"M{mes}", Tipo.CUOTA, date(2026, mes, 1), None) for mes in range(1, 8)]
    assert not revisar(deudas, frozenset({"M7"}), HOY)
    ajenas = [deuda("C", Tipo.CUOTA, HOY, "L1", plan=None), deuda("A", Tipo.AGUA, HOY, None)]
    assert not revisar(ajenas, frozenset({"C"}), HOY)
    assert not revisar(ajenas, frozenset({"A"}), HOY)


def test_the_lot_stands_for_a_plan_that_is_not_told_and_the_plan_for_the_lot() -> None:
    sin_plan = [deuda(f"C{mes}", Tipo.CUOTA, date(2026, mes, 1), "L1", plan=None) for mes in (6, 7)]
    assert codigos_de(revisar(sin_plan, frozenset({"C7"}), HOY)) == ["orden"]
    sin_lote = [deuda("C", Tipo.CUOTA, HOY, None, plan="P"), deuda("A", Tipo.AGUA, HOY, None, plan="P")]
    assert codigos_de(revisar(sin_lote, frozenset({"C"}), HOY)) == ["servicios-del-lote"]
    posterior = deuda("B", Tipo.AGUA, date(2026, 9, 1), None, plan="P")
    assert "orden" in codigos_de(revisar([*sin_lote, posterior], frozenset({"B"}), HOY))


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
    assert codigos_de(revisar(deudas, frozenset({"C1", "DE-TODOS"}), HOY)) == ["cuotas-del-lote"]
    assert not revisar(deudas[:1] + deudas[2:3], frozenset({"C1", "DE-TODOS"}), HOY)


def test_a_plan_and_a_lot_of_one_name_are_two_places() -> None:
    deudas = [deuda("C", Tipo.CUOTA, HOY, None, plan="7"), deuda("A", Tipo.AGUA, HOY, "7")]
    assert not revisar(deudas, frozenset({"C"}), HOY)
    assert not revisar(deudas, frozenset({"A"}), HOY)


def test_a_plan_has_its_instalments_offers_and_services_oldest_first() -> None:
    deudas = [
        deuda("FIN", Tipo.CANCELACION, date(2026, 12, 31)),
        *reversed(cuotas(2, desde=6)),
        deuda("AGUA", Tipo.AGUA, HOY),
    ]
    (plan,) = Planes(deudas).todos()
    assert [fila.codmovimiento for fila in plan.cuotas] == ["C7", "C8"]
    assert [fila.codmovimiento for fila in plan.ofertas] == ["FIN"]
    assert [fila.codmovimiento for serie in plan.series_de_servicios() for fila in serie] == ["AGUA"]
    assert [fila.codmovimiento for fila in plan.futuras(HOY)] == ["C8"]


def test_today_asks_for_the_minimum_of_what_is_overdue_or_else_for_what_is_due() -> None:
    atrasadas = cuotas(4, desde=3)
    assert [fila.codmovimiento for fila in minimas(atrasadas, HOY)] == ["C4", "C5", "C6"]
    de_hoy = [deuda("HOY", Tipo.CUOTA, HOY), deuda("LUEGO", Tipo.CUOTA, date(2026, 9, 3))]
    assert [fila.codmovimiento for fila in minimas(de_hoy, HOY)] == ["HOY"]
    assert minimas(de_hoy[1:], HOY) == []
