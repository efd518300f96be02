import math
import re

import pytest

from portal.factors import recovery_codes


def test_ten_that_differ_each_in_its_normal_form() -> None:
    codes = recovery_codes.new_codes()
    assert all(re.fullmatch(r"(?:[0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}", each) for each in codes)
    normal = {recovery_codes.normal(each) for each in codes}
    assert len(normal) == recovery_codes.HOW_MANY
    assert None not in normal


def test_one_has_112_bits_or_more_and_those_of_before_are_read_too() -> None:
    assert math.log2(len(set(recovery_codes.LETTERS)) ** recovery_codes.LENGTH) >= 112
    for length in (recovery_codes.LENGTH, recovery_codes.SHORT):
        assert recovery_codes.normal("7" * length) == "7" * length
        assert recovery_codes.normal("7" * (length + 1)) is None


@pytest.mark.parametrize("typed", ["ab1de-0ghjk", "AB1DE0GHJK", " ab1de 0ghjk ", "abIde-oghjk", "ABLDE-OGHJK"])
def test_what_people_misread_is_the_same_code(typed: str) -> None:
    assert recovery_codes.normal(typed) == "AB1DE0GHJK"


@pytest.mark.parametrize("typed", ["", "AB1DE0GHJ", "AB1DE0GHJKM", "AB1DE0GHJU", "ÁB1DE0GHJK", "123456"])
def test_what_cannot_be_one_is_none(typed: str) -> None:
    assert recovery_codes.normal(typed) is None


def test_what_is_kept_depends_on_the_key_and_the_user() -> None:
    kept = recovery_codes.fingerprint("k" * 40, 7, "AB1DE0GHJK")
    assert len(kept) == 64
    assert kept != recovery_codes.fingerprint("k" * 40, 8, "AB1DE0GHJK")
    assert kept != recovery_codes.fingerprint("j" * 40, 7, "AB1DE0GHJK")
