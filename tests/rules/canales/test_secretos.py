import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.rules.canales import secretos

FORMA = re.compile(r"espcli_[0-9A-Za-z]{49}")


def test_a_secret_is_found_by_its_word_and_is_never_the_same() -> None:
    hechos = [secretos.nuevo() for _ in range(200)]
    assert all(FORMA.fullmatch(secreto) and secretos.bien_formado(secreto) for secreto in hechos)
    assert len(set(hechos)) == 200
    # 43 letters of 62 hold 256 bits, and 42 do not.
    assert 62**secretos.LARGO >= 2**secretos.BITS > 62 ** (secretos.LARGO - 1)


@given(st.integers(min_value=0, max_value=55), st.characters(min_codepoint=33, max_codepoint=126))
def test_one_letter_that_is_another_is_told_without_asking_anybody(donde: int, letra: str) -> None:
    secreto = secretos.nuevo()
    cambiado = secreto[:donde] + letra + secreto[donde + 1 :]
    assert secretos.bien_formado(cambiado) is (cambiado == secreto)


def test_letters_that_change_places_are_told_too() -> None:
    secreto = secretos.nuevo()
    for nro, (una, otra) in enumerate(pairwise(secreto)):
        if una != otra:
            assert not secretos.bien_formado(secreto[:nro] + otra + una + secreto[nro + 2 :])


@pytest.mark.parametrize("mala", ["", "espcli_", "x" * 56, "espcli_" + "0" * 49, "espcli_" + "á" * 49])
def test_what_is_no_secret(mala: str) -> None:
    assert not secretos.bien_formado(mala)


def test_a_space_before_it_is_no_part_of_it() -> None:
    assert not secretos.bien_formado(f" {secretos.nuevo()}")


def test_only_its_hash_tells_it() -> None:
    uno, otro = secretos.nuevo(), secretos.nuevo()
    assert len(secretos.huella(uno)) == 64
    assert secretos.coincide(secretos.huella(uno), secretos.huella(uno))
    assert not secretos.coincide(secretos.huella(uno), secretos.huella(otro))
