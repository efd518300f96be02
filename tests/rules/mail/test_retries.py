from datetime import timedelta

from msgspec import structs

from portal.rules.mail.retries import PLAZO, TURNO, espera, siguiente, vencida
from tests import datos
from tests.mail.test_message import ENVIO


def test_each_wait_is_longer_up_to_six_hours() -> None:
    esperas = [espera(intentos) for intentos in range(1, 30)]
    assert esperas[:4] == [timedelta(minutes=minutos) for minutos in (1, 2, 4, 8)]
    assert esperas == sorted(esperas)
    assert esperas[-1] == timedelta(hours=6)
    assert espera(10**6) == timedelta(hours=6)


def test_it_is_given_up_after_three_days() -> None:
    ahora, intentos = datos.AHORA, 0
    while True:
        intentos += 1
        cuando = siguiente(structs.replace(ENVIO, intentos=intentos), ahora)
        if cuando is None:
            break
        assert cuando > ahora
        ahora = cuando
    assert PLAZO - timedelta(hours=6) < ahora - ENVIO.creada <= PLAZO
    assert intentos < 30


def test_what_nobody_wants_any_more_ended() -> None:
    assert not vencida(ENVIO, datos.AHORA)
    assert not vencida(structs.replace(ENVIO, vence=datos.AHORA + TURNO), datos.AHORA)
    assert vencida(structs.replace(ENVIO, vence=datos.AHORA), datos.AHORA)
