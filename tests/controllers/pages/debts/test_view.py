from decimal import Decimal

from portal.controllers.pages.debts.view import sugerencias
from portal.operations.debts.eleccion import Ayuda
from portal.rules.debts.carrito import Deudas
from tests import datos


def _sugerencias(documento: str, *retenidas: str) -> list[tuple[Ayuda, Decimal]]:
    suyas = Deudas(datos.CLIENTES[documento][1], datos.HOY)
    return [(cada.ayuda, cada.importe) for cada in sugerencias(suyas, retenidas)]


def test_the_least_and_all_that_is_overdue_are_offered_with_their_amounts() -> None:
    assert _sugerencias(datos.TRES_Y_AGUA) == [
        (Ayuda.MINIMO, Decimal(1_765_000)),
        (Ayuda.VENCIDO, Decimal(2_615_000)),
    ]


def test_where_they_are_the_same_one_is_enough() -> None:
    assert _sugerencias(datos.DOS_PLANES, "G2", "H3") == [(Ayuda.VENCIDO, Decimal(2_550_000))]


def test_nothing_is_offered_to_who_owes_nothing_overdue_or_is_paying_it() -> None:
    assert _sugerencias(datos.AL_DIA) == []
    assert _sugerencias(datos.TRES_Y_AGUA, "A1", "A2", "A3", "AGUA-9") == []
