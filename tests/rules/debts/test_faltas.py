from datetime import date

from portal.rules.debts import faltas
from portal.rules.debts.faltas import Eleccion
from portal.rules.debts.motivos import Nombres
from portal.rules.debts.planes import Plan, Planes
from portal.structs.deudas import Deuda, Falta, Tipo
from tests.rules.debts.clientes import HOY, cuotas, deuda

AGUA = deuda("AGUA", Tipo.AGUA, date(2026, 7, 1))
FIN = deuda("FIN", Tipo.CANCELACION, date(2026, 12, 31))


def _eleccion(deudas: list[Deuda], *codigos: str, cubiertas: frozenset[Deuda] = frozenset()) -> Eleccion:
    return Eleccion(frozenset(codigos), Nombres(deudas, Planes(deudas), HOY), HOY, cubiertas)


def _plan(deudas: list[Deuda]) -> Plan:
    (plan,) = Planes(deudas).todos()
    return plan


def _dicho(halladas: list[Falta]) -> list[tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]]:
    return [(cada.codigo, cada.filas, cada.faltan, cada.sobran) for cada in halladas]


def test_rule_1_asks_for_the_oldest_up_to_the_minimum() -> None:
    deudas = cuotas(4, desde=3)
    plan = _plan(deudas)
    assert _dicho(list(faltas.de_minimo(plan, _eleccion(deudas, "C5")))) == [
        ("minimo-de-cuotas", ("C5",), ("C4", "C6"), ())
    ]
    assert not list(faltas.de_minimo(plan, _eleccion(deudas)))
    assert not list(faltas.de_minimo(plan, _eleccion(deudas, "C4", "C5", "C6")))


def test_what_a_pay_off_covers_counts_for_no_minimum() -> None:
    deudas = [*cuotas(4, desde=3), FIN]
    assert not list(faltas.de_minimo(_plan(deudas), _eleccion(deudas, "C4", cubiertas=frozenset(deudas[1:4]))))


def test_rules_2_and_4_tie_an_instalment_and_the_services_of_its_lot() -> None:
    deudas = [*cuotas(1, desde=6), AGUA]
    plan = _plan(deudas)
    (servicios,) = plan.servicios
    assert _dicho(list(faltas.de_servicios(servicios, [plan], _eleccion(deudas, "C7")))) == [
        ("servicios-del-lote", ("C7",), ("AGUA",), ())
    ]
    assert _dicho(list(faltas.de_servicios(servicios, [plan], _eleccion(deudas, "AGUA")))) == [
        ("cuotas-del-lote", ("AGUA",), ("C7",), ())
    ]
    assert not list(faltas.de_servicios(servicios, [plan], _eleccion(deudas, "AGUA", "C7")))


def test_rule_3_lets_nothing_pass_before_what_is_older() -> None:
    deudas = cuotas(3, desde=4)
    assert _dicho(list(faltas.de_orden(deudas, _eleccion(deudas, "C5", "C7")))) == [("orden", ("C7",), ("C6",), ())]
    assert not list(faltas.de_orden(deudas, _eleccion(deudas, "C5", "C6")))
    negadas = list(faltas.de_orden(deudas, _eleccion(deudas, "C6", "C7")))
    assert _dicho(list(faltas.al_sacar(deudas, "C5", negadas, HOY))) == [("orden", ("C7", "C6"), (), ("C7", "C6"))]
    assert faltas.al_sacar(deudas, "C5", (), HOY) == ()


def test_rule_5_takes_everything_overdue_along_and_nothing_twice() -> None:
    deudas = [*cuotas(1, desde=6), AGUA, FIN]
    assert _dicho(list(faltas.de_cancelacion(deudas, [FIN], _eleccion(deudas, "FIN", "C7")))) == [
        ("cancelacion-con-lo-vencido", ("FIN",), ("AGUA",), ())
    ]
    assert not list(faltas.de_cancelacion(deudas, [], _eleccion(deudas, "C7")))
    futura = deuda("C9", Tipo.CUOTA, date(2026, 9, 10))
    assert _dicho(list(faltas.incluidas([futura], _eleccion([futura, FIN], "FIN", "C9")))) == [
        ("cancelacion-incluye", ("C9",), (), ("C9",))
    ]


def test_what_is_not_owed_leaves_in_order() -> None:
    assert _dicho(list(faltas.no_disponibles({"Y", "X"}))) == [("deuda-no-disponible", ("X", "Y"), (), ("X", "Y"))]
    assert not list(faltas.no_disponibles(()))


def test_where_nothing_here_mends_it_the_refusal_names_no_remedy() -> None:
    deudas = [AGUA, FIN]
    falta = Falta("cancelacion-con-lo-vencido", filas=("FIN",), faltan=("AGUA",))
    assert _dicho([faltas.sin_remedio(falta, [AGUA], _eleccion(deudas, "FIN"))]) == [("sin-remedio", ("FIN",), (), ())]
