from datetime import timedelta

from portal.operations.portal.allowances import Allowances
from portal.structs.canales import Quota
from tests import datos

MINUTO = timedelta(minutes=1)


def test_an_allowance_is_of_one_channel_one_quota_and_one_window() -> None:
    ours = Allowances()
    ours.de(1, Quota.PEDIDOS, datos.AHORA).en_mano = 3
    assert ours.de(1, Quota.PEDIDOS, datos.AHORA).en_mano == 3
    assert ours.de(2, Quota.PEDIDOS, datos.AHORA).en_mano == 0
    assert ours.de(1, Quota.DOCUMENTOS, datos.AHORA).en_mano == 0
    assert ours.de(1, Quota.PEDIDOS, datos.AHORA + MINUTO).en_mano == 0
    assert ours.de(1, Quota.PEDIDOS, datos.AHORA).en_mano == 0


def test_documentos_are_of_their_window_and_a_turn_of_its_channel() -> None:
    ours = Allowances()
    ours.vistos(1, datos.AHORA).add("4567890")
    assert ours.vistos(1, datos.AHORA) == {"4567890"}
    assert ours.vistos(2, datos.AHORA) == set()
    assert ours.vistos(1, datos.AHORA + MINUTO) == set()
    assert ours.turno(1) is ours.turno(1)
    assert ours.turno(1) is not ours.turno(2)


def test_a_changed_quota_is_asked_for_again() -> None:
    ours = Allowances()
    ours.de(1, Quota.PEDIDOS, datos.AHORA).cerrada = True
    ours.olvidar()
    assert not ours.de(1, Quota.PEDIDOS, datos.AHORA).cerrada
