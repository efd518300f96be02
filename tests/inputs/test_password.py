import unicodedata

from portal.inputs.password import normal


def test_the_same_keys_of_two_devices_are_one_password() -> None:
    for forma in ("NFC", "NFD", "NFKC", "NFKD"):
        assert normal(unicodedata.normalize(forma, "contraseña ñandú ﬁn")) == normal("contraseña ñandú ﬁn")


def test_case_and_spaces_are_the_password_s() -> None:
    assert normal(" Dos  Palabras ") == " Dos  Palabras "
