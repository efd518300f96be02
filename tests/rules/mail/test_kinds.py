from portal.rules.mail.kinds import ELEGIBLES, elegidas
from portal.structs.cartas import ClaseDeCarta


def test_what_tells_of_an_account_s_safety_cannot_be_turned_off() -> None:
    assert not {ClaseDeCarta.EQUIPO_NUEVO, ClaseDeCarta.CAMBIO_DE_CUENTA, ClaseDeCarta.ANULACION} & set(ELEGIBLES)
    assert elegidas({ClaseDeCarta.EQUIPO_NUEVO: False, ClaseDeCarta.RECIBO: False}) == {
        ClaseDeCarta.RECIBO: False,
        ClaseDeCarta.RECORDATORIO: True,
    }
