from datetime import timedelta

import pytest

from portal.factors import challenges
from tests import datos

KEY, NOW = "k" * 40, datos.AHORA


def test_one_is_good_for_its_purpose_until_it_ends() -> None:
    challenge = challenges.new(KEY, "ingreso", NOW)
    assert len(challenge) >= 32
    assert challenges.until(KEY, "ingreso", challenge, NOW) == NOW + challenges.LASTS
    assert challenges.until(KEY, "ingreso", challenge, NOW + challenges.LASTS) is None
    assert challenges.until(KEY, "confirmar:a", challenge, NOW) is None
    assert challenges.until("j" * 40, "ingreso", challenge, NOW) is None
    assert challenges.new(KEY, "ingreso", NOW) != challenge


@pytest.mark.parametrize("each", range(0, 56, 5))
def test_an_altered_one_is_not_ours(each: int) -> None:
    challenge = bytearray(challenges.new(KEY, "ingreso", NOW))
    challenge[each] ^= 1
    assert challenges.until(KEY, "ingreso", bytes(challenge), NOW + timedelta(seconds=1)) is None


@pytest.mark.parametrize("junk", [b"", b"x", bytes(56), bytes(57), bytes(24)])
def test_junk_is_not_ours(junk: bytes) -> None:
    assert challenges.until(KEY, "ingreso", junk, NOW) is None
