import pytest

from portal.factors import sealing

KEY = "k" * 40


def test_what_was_sealed_opens_for_its_owner_and_purpose_alone() -> None:
    sealed = sealing.seal(KEY, "totp", "7", b"secreto")
    assert sealing.unseal(KEY, "totp", "7", sealed) == b"secreto"
    assert sealing.unseal(KEY, "alta", "7", sealed) is None
    assert sealing.unseal(KEY, "totp", "8", sealed) is None
    assert sealing.unseal("j" * 40, "totp", "7", sealed) is None
    assert sealing.seal(KEY, "totp", "7", b"secreto") != sealed


@pytest.mark.parametrize("each", range(0, 50, 7))
def test_an_altered_letter_opens_nothing(each: int) -> None:
    sealed = sealing.seal(KEY, "totp", "7", b"un secreto que se guarda")
    altered = sealed[:each] + ("A" if sealed[each] != "A" else "B") + sealed[each + 1 :]
    assert sealing.unseal(KEY, "totp", "7", altered) is None


@pytest.mark.parametrize("junk", ["", "x", "ñ", "AAAA", "=" * 8, "A" * 4000, "\x00"])
def test_junk_opens_nothing(junk: str) -> None:
    assert sealing.unseal(KEY, "totp", "7", junk) is None
