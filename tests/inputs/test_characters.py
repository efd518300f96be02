"""Two codes that look alike are one code, or none."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.inputs import characters

OCULTOS = ["\u200b", "\ufeff", "\u00ad", "\u202e", "\u2060", "\u200d", "\u061c", "\u3164", "\u2800", "\ufe0f", "\ue000"]


@pytest.mark.parametrize("oculto", OCULTOS)
def test_an_unseen_sign_is_told_inside_a_code_and_taken_off_around_it(oculto: str) -> None:
    assert characters.code(f"M{oculto}-1")[1] == oculto
    assert characters.code(f"{oculto} M-1 {oculto}") == ("M-1", None)
    assert characters.prose(f"{oculto}Ana{oculto} Be{oculto}nítez") == "Ana Benítez"


@pytest.mark.parametrize(
    ("oculto", "dicho"),
    [
        ("\u200b", "ZERO WIDTH SPACE (U+200B)"),
        ("\ufeff", "ZERO WIDTH NO-BREAK SPACE (U+FEFF)"),
        ("\u00ad", "SOFT HYPHEN (U+00AD)"),
        ("\u202e", "RIGHT-TO-LEFT OVERRIDE (U+202E)"),
        ("\x01", "U+0001"),
    ],
)
def test_its_name_is_the_standard_s(oculto: str, dicho: str) -> None:
    assert characters.name(oculto) == dicho


def test_every_format_sign_of_the_standard_is_unseen() -> None:
    todos = map(chr, range(sys.maxunicode + 1))
    assert [
        hex(ord(cada)) for cada in todos if unicodedata.category(cada) == "Cf" and not characters.unseen(cada)
    ] == []


@pytest.mark.parametrize("espacio", ["\u00a0", "\u2007", "\u202f", "\u3000", "  ", " \u00a0 "])
def test_any_space_is_the_plain_one(espacio: str) -> None:
    assert characters.code(f"{espacio}M{espacio}1{espacio}") == ("M 1", None)
    assert characters.prose(f"Ana{espacio}Benítez{espacio}") == "Ana Benítez"


def test_one_letter_has_one_form() -> None:
    assert characters.code("N\u0303-1") == ("Ñ-1", None)
    assert characters.prose("Beni\u0301tez") == "Benítez"


@given(st.text())
def test_what_was_cleaned_is_clean(texto: str) -> None:
    limpio, oculto = characters.code(texto)
    assert characters.code(limpio) == (limpio, oculto)
    prosa = characters.prose(texto)
    assert characters.prose(prosa) == prosa
