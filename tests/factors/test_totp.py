from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest

from portal.factors import totp

# RFC 6238, appendix B: the seed of its table for SHA-1, and its codes' last six digits.
SEED = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
RFC = {59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 2000000000: "279037"}


@pytest.mark.parametrize("when", RFC)
def test_codes_are_those_of_the_standard(when: int) -> None:
    assert totp.accepted_step(SEED, RFC[when], 0, datetime.fromtimestamp(when, UTC)) == when // 30


@pytest.mark.parametrize(("late", "good"), [(-31, False), (-30, True), (0, True), (59, True), (60, False)])
def test_a_step_before_or_after_is_still_good(late: int, good: bool) -> None:
    begins = datetime.fromtimestamp(1_800_000_000, UTC)
    code = pyotp.TOTP(SEED).generate_otp(1_800_000_000 // 30)
    assert (totp.accepted_step(SEED, code, 0, begins + timedelta(seconds=late)) is not None) is good


def test_a_step_that_was_taken_and_those_before_it_are_not() -> None:
    when = datetime.fromtimestamp(1_800_000_000, UTC)
    step = 1_800_000_000 // 30
    codes = {each: pyotp.TOTP(SEED).generate_otp(each) for each in (step - 1, step, step + 1)}
    assert totp.accepted_step(SEED, codes[step], step, when) is None
    assert totp.accepted_step(SEED, codes[step - 1], step, when) is None
    assert totp.accepted_step(SEED, codes[step + 1], step, when) == step + 1


@pytest.mark.parametrize("code", ["", "28708", "2870822", "28708a", "٢٨٧٠٨٢", " 87082", "-87082"])
def test_what_is_no_code_is_none(code: str) -> None:
    assert totp.accepted_step(SEED, code, 0, datetime.fromtimestamp(59, UTC)) is None


def test_the_address_names_the_account_and_the_portal() -> None:
    parts = urlsplit(totp.address(SEED, "4567890", "Espacio Clientes"))
    assert (parts.scheme, parts.netloc, parts.path) == ("otpauth", "totp", "/Espacio%20Clientes:4567890")
    assert parse_qs(parts.query) == {"secret": [SEED], "issuer": ["Espacio Clientes"]}


def test_seeds_have_160_bits_and_differ() -> None:
    seeds = {totp.new_seed() for _ in range(50)}
    assert len(seeds) == 50
    assert {len(each) for each in seeds} == {32}
