from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.rules.access.inactividad import CADA, ociosa, por_anotar, resta
from tests.datos import AHORA

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("idle", "ended"), [(-SECOND, False), (timedelta(hours=1), False), (timedelta(hours=1) + SECOND, True)]
)
def test_it_ends_after_so_many_minutes_and_not_before(idle: timedelta, ended: bool) -> None:
    assert ociosa(AHORA, AHORA + idle, 60) is ended


@pytest.mark.parametrize(("since", "due"), [(-SECOND, False), (CADA - SECOND, False), (CADA, True)])
def test_being_seen_is_written_down_every_few_minutes(since: timedelta, due: bool) -> None:
    assert por_anotar(AHORA, AHORA + since) is due


@pytest.mark.parametrize(
    ("since", "left"), [(timedelta(0), 60), (timedelta(minutes=2), 58), (CADA, 60), (timedelta(minutes=50), 60)]
)
def test_what_is_left_is_counted_from_what_is_written_down(since: timedelta, left: int) -> None:
    assert resta(AHORA, AHORA + since, 60) == timedelta(minutes=left)
    assert not ociosa(AHORA if since < CADA else AHORA + since, AHORA + since + timedelta(minutes=left), 60)


def test_of_what_is_not_known_nothing_ends_and_nothing_is_written() -> None:
    assert not ociosa(None, AHORA, 5)
    assert not por_anotar(None, AHORA)
    assert resta(None, AHORA, 5) == timedelta(minutes=5)


@given(st.lists(st.integers(min_value=1, max_value=7200), max_size=60), st.integers(min_value=5, max_value=120))
def test_nobody_who_comes_more_often_than_the_limit_is_sent_away_and_looking_seldom_writes(
    pauses: list[int], minutes: int
) -> None:
    written: datetime = AHORA
    last = now = AHORA
    writes = 0
    for pause in pauses:
        now += timedelta(seconds=pause)
        if ociosa(written, now, minutes):
            # Never by less than the limit without what was not written down.
            assert now - last > timedelta(minutes=minutes) - CADA
            break
        assert now - last <= timedelta(minutes=minutes)
        if por_anotar(written, now):
            written, writes = now, writes + 1
        last = now
    assert writes <= (now - AHORA) / CADA
