import pytest

from portal.errors import DatoInvalido
from portal.inputs import contact


@pytest.mark.parametrize(
    ("escrito", "queda"),
    [
        ("Ana.Benítez@x.com".replace("í", "i"), "ana.benitez@x.com"),
        (" ana+portal@sub.ejemplo.com.py ", "ana+portal@sub.ejemplo.com.py"),
        ("ana\u200b@ejemplo.com", "ana@ejemplo.com"),
        ("a@b.co", "a@b.co"),
    ],
)
def test_an_address_is_kept_in_lower_case_and_without_what_nobody_sees(escrito: str, queda: str) -> None:
    assert contact.correo(escrito) == queda


@pytest.mark.parametrize("escrito", ["", "a@b", ".a@b.co", "a..b@c.co", "a@-b.co", "a@b.co.", "a@1.2.3.4", "a@b.c"])
def test_what_most_servers_refuse_is_none(escrito: str) -> None:
    with pytest.raises(DatoInvalido) as raised:
        contact.correo(escrito)
    assert (raised.value.codigo, raised.value.campo) == ("correo-invalido", "correo")


def test_a_phone_has_six_figures_or_more_in_any_writing() -> None:
    assert contact.telefono("\uff10\uff19\uff18\uff11 123 456") == "0981 123 456"
    assert contact.telefono(" ") is None
    with pytest.raises(DatoInvalido):
        contact.telefono("12345")
