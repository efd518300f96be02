from datetime import timedelta

from portal.operations.portal.turns import CadaTanto
from tests.datos import AHORA


def test_its_turn_comes_once_in_each_while() -> None:
    cada_hora = CadaTanto(timedelta(hours=1))
    assert cada_hora.toca(AHORA)
    assert not cada_hora.toca(AHORA + timedelta(minutes=59))
    assert cada_hora.toca(AHORA + timedelta(minutes=60))
    assert not cada_hora.toca(AHORA + timedelta(minutes=61))


def test_a_clock_that_was_set_back_is_no_reason_to_wait() -> None:
    cada_hora = CadaTanto(timedelta(hours=1))
    assert cada_hora.toca(AHORA)
    assert cada_hora.toca(AHORA - timedelta(days=1))
