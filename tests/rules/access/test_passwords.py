"""Which passwords may be chosen, and why another may not."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.errors import DatoInvalido
from portal.inputs.password import LARGO_MAXIMO, normal
from portal.rules.access import passwords
from portal.rules.access.passwords import MINIMO, MINIMO_SOLA, comunes, exigir, minimo
from portal.structs.usuarios import Rol

ANA = ("4567890", "Ana Ñandutí Benítez", "4567890", None, "anita.b@ejemplo.com.py")
FRASE = "tres tristes tigres"


def _dicho(clave: str, rol: Rol = Rol.CLIENTE, *, con_factor: bool = False) -> str:
    try:
        exigir(normal(clave), rol, con_factor=con_factor, propias=ANA)
    except DatoInvalido as error:
        return error.codigo
    return ""


def test_the_field_to_mend_is_told() -> None:
    with pytest.raises(DatoInvalido) as raised:
        exigir("corta", Rol.CLIENTE, campo="clave")
    assert raised.value.campo == "clave"


@pytest.mark.parametrize(
    ("rol", "con_factor", "largo"),
    [
        (Rol.CLIENTE, False, 8),
        (Rol.CLIENTE, True, 8),
        (Rol.OPERADOR, False, 15),
        (Rol.OPERADOR, True, 8),
        (Rol.CANAL, False, 15),
    ],
)
def test_how_long_it_is_depends_on_whose_it_is_and_what_stands_beside(rol: Rol, con_factor: bool, largo: int) -> None:
    assert minimo(rol, con_factor=con_factor) == largo
    entera = "zq7mwxk2vrpt9hd"
    assert _dicho(entera[:largo], rol, con_factor=con_factor) == ""
    assert _dicho(entera[: largo - 1], rol, con_factor=con_factor) == "clave-corta"


def test_the_longest_is_256_code_points_of_its_normal_form() -> None:
    larga = ("zq7mwxk2vrpt9hd" * 20)[: LARGO_MAXIMO - 1]
    assert _dicho(larga + "ñ") == ""
    assert _dicho(larga + "ñb") == "clave-corta"
    assert _dicho(larga + "n\u0303") == ""  # composed, it is one
    assert _dicho(larga + "\ufb03") == "clave-corta"  # a ligature is three letters


@pytest.mark.parametrize(
    "clave",
    [
        "12345678",
        "password",
        "PassWord",
        "password2026!",
        "¡Contraseña!",
        "contraseña2026",
        "cerroporteño1912",
        "Olimpia1902",
        "teamoteamo",
        "aaaaaaaaaaaaaaaaaaaa",
        "abcabcabcabc",
        "abcdefghijklmnop",
        "9876543210",
        "qwertyuiop",
        "11111111",
    ],
)
def test_what_everybody_tries_first_is_refused(clave: str) -> None:
    assert _dicho(clave) == "clave-comun"


@pytest.mark.parametrize(
    "clave",
    [
        "45678901",
        "ana4567890",
        "AnaBenitez",
        "benítez.ñandutí",
        "Nanduti2026",
        "espacio clientes",
        "EspacioClientes1",
        "anita.b@",
    ],
)
def test_what_is_known_of_whoever_chooses_it_is_refused(clave: str) -> None:
    assert _dicho(clave) == "clave-propia"


@pytest.mark.parametrize(
    "clave",
    [
        FRASE,
        "tristes tigres de ana",
        "mi perro se llama Benítez",
        "ÑandúesDelChaco",
        "zq7mwxk2",
        "solo minusculas sirven",
        "📯📯🌵🎺🪗🥁🎻🪕",
        "        a b c   ",
    ],
)
def test_nothing_is_asked_of_what_it_is_made_of(clave: str) -> None:
    assert _dicho(clave) == ""


def test_ten_thousand_of_the_common_ones_are_as_long_as_one_may_be() -> None:
    largas = {una for una in comunes() if len(una) >= MINIMO}
    assert len(largas) >= 10_000
    assert all(_dicho(una) in ("clave-comun", "clave-propia") for una in sorted(largas)[::37])
    assert sum(len(una) >= MINIMO_SOLA for una in largas) >= 50


@pytest.mark.parametrize("lista", passwords.LISTAS)
def test_each_common_one_stands_once_in_its_file(lista: str) -> None:
    lineas = Path(str(passwords.__file__)).with_name(lista).read_text("utf-8").splitlines()
    assert lineas == sorted(set(lineas))
    assert all(linea.isascii() and linea == linea.lower().strip() for linea in lineas)


@given(st.text(max_size=300))
def test_any_text_is_judged(clave: str) -> None:
    assert _dicho(clave) in ("", "clave-corta", "clave-comun", "clave-propia")
