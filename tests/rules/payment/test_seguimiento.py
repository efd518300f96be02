from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from portal.rules.payment.seguimiento import ESPERAS, PASO_DEL_BANCO, VIGILIA, espera, primera, siguiente, toca
from portal.structs.pagos import Devolucion, Estado
from tests.rules.payment.pagos import pago

AHORA = datetime(2026, 8, 3, 15, tzinfo=UTC)
LUEGO = AHORA + timedelta(minutes=10)


def test_silence_is_asked_again_less_and_less_often_and_never_given_up() -> None:
    pausas = [espera(cuantas) for cuantas in range(1, 50)]
    assert pausas[0] == ESPERAS[0] == espera(0)
    assert all(una <= otra for una, otra in pairwise(pausas))
    assert pausas[-1] == ESPERAS[-1]


@pytest.mark.parametrize("estado", Estado)
def test_money_to_be_given_back_is_looked_at_at_once_whatever_the_state(estado: Estado) -> None:
    assert primera(pago(estado, devolucion=Devolucion.PENDIENTE), AHORA) == AHORA


@pytest.mark.parametrize(
    ("estado", "otros", "cuando"),
    [
        (Estado.POR_VERIFICAR, {"referencia": "R"}, AHORA + PASO_DEL_BANCO),
        (Estado.POR_VERIFICAR, {"referencia": "R", "vence": AHORA}, AHORA),
        (Estado.POR_VERIFICAR, {}, LUEGO),
        (Estado.EN_PROCESO, {}, LUEGO),
        (Estado.ANULANDO, {}, LUEGO),
        (Estado.NO_EJECUTADO, {"pasarela": "demo", "intento": 2}, AHORA),
        (Estado.NO_EJECUTADO, {"pasarela": "demo", "intento": 4}, AHORA + ESPERAS[1]),
        (Estado.NO_EJECUTADO, {"intento": 4}, None),
        (Estado.RECHAZADO, {"referencia": "R"}, AHORA + VIGILIA[0]),
        (Estado.VENCIDO, {}, None),
        (Estado.PAGADO, {"referencia": "R"}, None),
        (Estado.DESCONOCIDO, {"referencia": "R"}, None),
    ],
)
def test_an_attempt_that_has_just_come_to_its_state(
    estado: Estado, otros: dict[str, str | int | datetime], cuando: datetime | None
) -> None:
    assert primera(pago(estado, **{"vence": LUEGO, **otros}), AHORA) == cuando


@pytest.mark.parametrize("estado", [Estado.RECHAZADO, Estado.VENCIDO, Estado.ANULADO])
def test_what_came_to_nothing_is_watched_for_a_day_and_then_no_more(estado: Estado) -> None:
    terminado = pago(estado, referencia="R", cambiado=AHORA)
    instantes = []
    cuando: datetime | None = AHORA
    while cuando is not None:
        instantes.append(cuando)
        cuando = siguiente(terminado, cuando)
    assert instantes == [AHORA, *(AHORA + paso for paso in VIGILIA)]


def test_a_bank_without_news_is_asked_until_the_term_and_then_at_once() -> None:
    assert siguiente(pago(Estado.POR_VERIFICAR, vence=LUEGO), AHORA) == AHORA + PASO_DEL_BANCO
    assert siguiente(pago(Estado.POR_VERIFICAR, vence=AHORA - timedelta(hours=1)), AHORA) == AHORA
    assert siguiente(pago(Estado.EN_PROCESO, miradas=3), AHORA) == AHORA + espera(3)


@pytest.mark.parametrize(
    ("estado", "mirar", "miradas", "si"),
    [
        (Estado.POR_VERIFICAR, None, 0, False),
        (Estado.POR_VERIFICAR, LUEGO, 0, True),
        (Estado.POR_VERIFICAR, LUEGO, 1, False),
        (Estado.EN_PROCESO, LUEGO, 0, False),
        (Estado.EN_PROCESO, AHORA, 5, True),
    ],
)
def test_whether_a_look_may_learn_something(estado: Estado, mirar: datetime | None, miradas: int, *, si: bool) -> None:
    assert toca(pago(estado, mirar=mirar, miradas=miradas), AHORA) is si
