import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.inputs import words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ana Ñandutí Benítez", ("ana", "nanduti", "benitez")),
        ("PÉREZ-GÓMEZ, María  José", ("perez", "gomez", "maria", "jose")),
        ("Ana ANA aná", ("ana",)),
        ("... - !", ()),
        ("x" * 99, ("x" * 60,)),
    ],
)
def test_a_name_is_looked_for_by_its_words(text: str, found: tuple[str, ...]) -> None:
    assert words.of_name(text) == found


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("Ana.Gomez@Ejemplo.com.py", ("ana.gomez@ejemplo.com.py", "ana", "gomez", "@ejemplo.com.py")),
        ("ana@ejemplo.com", ("ana@ejemplo.com", "ana", "@ejemplo.com")),
        ("", ()),
        ("@ejemplo.com", ()),
        ("ninguna", ()),
    ],
)
def test_an_address_is_looked_for_whole_and_by_its_parts(address: str, found: tuple[str, ...]) -> None:
    assert words.of_mail(address) == found


@given(st.text(max_size=200), st.text(max_size=260))
def test_each_word_of_a_person_fits_its_column_and_comes_once(name: str, address: str) -> None:
    found = words.of_person(name, address)
    assert all(0 < len(word) <= words.LONGEST for word in found)
    assert len(set(found)) == len(found) <= 2 * words.MOST + 2


@given(st.text("abcñ019@.", min_size=1, max_size=5), st.text("abcñ019@.", max_size=5))
def test_what_begins_so_lies_between_it_and_what_comes_after(beginning: str, rest: str) -> None:
    assert beginning <= beginning + rest < words.after(beginning)
    assert (beginning <= rest < words.after(beginning)) is rest.startswith(beginning)
