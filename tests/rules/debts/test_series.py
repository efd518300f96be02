from datetime import date

import pytest

from portal.rules.debts.series import cambios, codigos, es_servicio, ordenadas, posicion, vencidas
from portal.structs.deudas import Tipo
from tests.rules.debts.clientes import HOY, deuda


@pytest.mark.parametrize("tipo", [None, *Tipo])
def test_a_service_is_neither_instalment_nor_pay_off_nor_unknown(tipo: Tipo | None) -> None:
    assert es_servicio(deuda("X", tipo, HOY)) == (tipo not in (None, Tipo.CUOTA, Tipo.CANCELACION))


def test_debts_go_by_their_due_date_and_then_by_their_seq() -> None:
    mayo, junio = date(2026, 5, 10), date(2026, 6, 10)
    filas = [deuda("A", Tipo.CUOTA, junio), deuda("C", Tipo.CUOTA, mayo, seq=2), deuda("B", Tipo.CUOTA, mayo, seq=1)]
    assert [fila.codmovimiento for fila in ordenadas(filas)] == ["B", "C", "A"]
    assert posicion(filas[1]) > posicion(filas[2])


def test_overdue_is_before_today_and_never_a_pay_off() -> None:
    ayer = date(2026, 8, 2)
    filas = [deuda("HOY", Tipo.CUOTA, HOY), deuda("AYER", Tipo.AGUA, ayer), deuda("FIN", Tipo.CANCELACION, ayer)]
    assert codigos(vencidas(filas, HOY)) == ("AYER",)


def test_a_movement_of_several_rows_is_named_once() -> None:
    assert codigos([deuda("B", None, HOY), deuda("A", None, HOY), deuda("B", None, HOY, seq=2)]) == ("B", "A")


def test_the_newest_goes_out_first_and_the_oldest_in_first() -> None:
    filas = [deuda(codigo, Tipo.CUOTA, date(2026, mes, 10)) for mes, codigo in enumerate("ABCD", 1)]
    hechos = cambios(filas, frozenset("CD"), frozenset("AB"))
    assert hechos == [("D", False), ("C", False), ("A", True), ("B", True)]
