from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.rules.access import throttle
from portal.rules.access.throttle import Balde, Cuenta

AHORA = datetime(2026, 11, 23, 12, tzinfo=UTC)
CRECIENTES = [Balde.CUENTA, Balde.EQUIPO, Balde.LUGAR]


@pytest.mark.parametrize(
    ("direccion", "red"),
    [
        ("190.0.0.1", "190.0.0.1"),
        ("::ffff:190.0.0.1", "190.0.0.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:DB8:1:2::", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::1", "::/64"),
        ("", ""),
        ("testclient", "testclient"),
        ("x" * 300, "x" * 45),
    ],
)
def test_whom_an_address_stands_for(direccion: str, red: str) -> None:
    assert throttle.red(direccion) == red


def test_five_are_free_and_then_the_wait_doubles_up_to_an_hour() -> None:
    segundos = [throttle.espera(fallas).total_seconds() for fallas in range(14)]
    assert segundos == [0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600]
    assert throttle.espera(10**9) == throttle.ESPERA_MAXIMA


@given(st.sampled_from(Balde), st.integers(0, 300), st.integers(-3600, 3600))
def test_failures_and_places_together_never_pass_the_free_ones(balde: Balde, fallas: int, segundos: int) -> None:
    cuenta = Cuenta(fallas, AHORA + timedelta(seconds=segundos))
    libres = throttle.VENTANAS[balde].tope if balde in throttle.VENTANAS else throttle.LIBRES
    if throttle.detenido(balde, cuenta) or throttle.abre(balde, cuenta) > AHORA:
        return
    lugares = throttle.lugares(balde, cuenta, AHORA)
    assert 1 <= lugares <= libres
    # So many failures at once end in a wait, unless they were free.
    for _ in range(lugares):
        cuenta = throttle.con_falla(balde, cuenta, AHORA)
    assert throttle.detenido(balde, cuenta) or throttle.abre(balde, cuenta) > AHORA


@pytest.mark.parametrize("balde", CRECIENTES)
def test_the_hundredth_in_a_row_stops(balde: Balde) -> None:
    assert not throttle.detenido(balde, Cuenta(99, AHORA))
    assert throttle.detenido(balde, throttle.con_falla(balde, Cuenta(99, AHORA), AHORA))


def test_a_network_s_window_begins_anew() -> None:
    cuenta = Cuenta(0, AHORA - timedelta(days=1))
    for _ in range(throttle.VENTANAS[Balde.RED].tope):
        assert throttle.abre(Balde.RED, cuenta) <= AHORA
        cuenta = throttle.con_falla(Balde.RED, cuenta, AHORA)
    fin = AHORA + throttle.VENTANAS[Balde.RED].dura
    assert throttle.abre(Balde.RED, cuenta) == fin
    assert throttle.lugares(Balde.RED, cuenta, fin) == throttle.VENTANAS[Balde.RED].tope
    assert throttle.con_falla(Balde.RED, cuenta, fin) == Cuenta(1, fin)
    assert not throttle.detenido(Balde.RED, Cuenta(10**6, AHORA))
