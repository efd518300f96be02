from decimal import Decimal

from portal.rules.debts.carrito import Deudas
from portal.rules.debts.opciones import Cual, ofrecer
from tests import datos


def _ofrecidas(documento: str, *tomadas: str) -> list[tuple[Cual, Decimal, list[str]]]:
    suyas = Deudas(datos.CLIENTES[documento][1], datos.HOY)
    return [
        (cada.cual, cada.subtotal, [deuda.codmovimiento for deuda in cada.quedan]) for cada in ofrecer(suyas, tomadas)
    ]


def test_the_least_and_all_that_is_overdue_are_offered_with_what_they_leave() -> None:
    assert _ofrecidas(datos.TRES_Y_AGUA) == [
        (Cual.MINIMO, Decimal(1_765_000), ["A3"]),
        (Cual.VENCIDO, Decimal(2_615_000), []),
    ]


def test_where_they_are_the_same_one_is_enough() -> None:
    assert _ofrecidas(datos.DOS_PLANES, "G2", "H3") == [(Cual.VENCIDO, Decimal(2_550_000), [])]


def test_nothing_is_offered_to_who_owes_nothing_overdue_or_is_paying_it_or_cannot_pay_the_rest_yet() -> None:
    assert _ofrecidas(datos.AL_DIA) == []
    assert _ofrecidas(datos.TRES_Y_AGUA, "A1", "A2", "A3", "AGUA-9") == []
    assert _ofrecidas(datos.TRES_Y_AGUA, "A1", "A2", "AGUA-9") == []
