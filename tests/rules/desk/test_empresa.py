import pytest
from msgspec import structs

from portal.errors import DatoInvalido
from portal.rules.desk.empresa import LARGOS, cambiados, chat, marcar, revisar
from portal.structs.empresa import Empresa
from tests.company import LLENA, RUC


def test_what_is_fit_stays_as_it_was_written() -> None:
    assert revisar(LLENA) == LLENA
    assert revisar(Empresa()) == Empresa()


@pytest.mark.parametrize("escrito", [RUC, "80.028.061-0", " 80028061 - 0 ", "800280610", "80028061\u20110"])
def test_a_ruc_is_kept_in_one_form(escrito: str) -> None:
    assert revisar(Empresa(ruc=escrito)).ruc == RUC


@pytest.mark.parametrize(
    ("campo", "escrito", "codigo"),
    [
        ("ruc", "80028061-1", "ruc-invalido"),
        ("ruc", "ochenta", "ruc-invalido"),
        ("telefono", "12345", "telefono-de-empresa-invalido"),
        ("telefono", "llamame al 021 555 000", "telefono-de-empresa-invalido"),
        ("whatsapp", "021 555 000 / 0981 555 000", "telefono-de-empresa-invalido"),
        ("whatsapp", "981 555 000", "telefono-de-empresa-invalido"),
        ("whatsapp", "+0981 555 000", "telefono-de-empresa-invalido"),
        ("nombre", "Ñ" * (LARGOS["nombre"] + 1), "dato-de-empresa-largo"),
        ("banco", "\n".join("123456789"), "dato-de-empresa-con-renglones"),
        ("nombre", "Lotes\x07", "dato-de-empresa-ilegible"),
    ],
)
def test_what_is_not_is_told_by_its_field(campo: str, escrito: str, codigo: str) -> None:
    with pytest.raises(DatoInvalido) as dicho:
        revisar(Empresa(**{campo: escrito}))
    assert (dicho.value.codigo, dicho.value.campo) == (codigo, campo)


def test_only_what_has_lines_keeps_them() -> None:
    limpia = revisar(Empresa(nombre="Lotes\r\ndel  Sur", direccion=" Una \r\n\r\n\u200bdos\t3 \r"))
    assert (limpia.nombre, limpia.direccion) == ("Lotes del Sur", "Una\ndos 3")


@pytest.mark.parametrize("campo", LARGOS)
def test_the_longest_is_fit(campo: str) -> None:
    if campo not in ("ruc", "telefono", "whatsapp"):
        assert getattr(revisar(Empresa(**{campo: "Ñ" * LARGOS[campo]})), campo) == "Ñ" * LARGOS[campo]


def test_what_changed_is_named() -> None:
    assert cambiados(LLENA, LLENA) == ()
    assert cambiados(LLENA, structs.replace(LLENA, banco="", ruc="")) == ("ruc", "banco")


@pytest.mark.parametrize(
    ("numero", "direccion"),
    [
        ("", ""),
        ("0981 555-000", "https://wa.me/595981555000"),
        ("+595 981 555 000", "https://wa.me/595981555000"),
        ("+54 (11) 5555.0000", "https://wa.me/541155550000"),
    ],
)
def test_a_conversation_has_an_address(numero: str, direccion: str) -> None:
    assert chat(numero) == direccion


@pytest.mark.parametrize(
    ("numero", "direccion"),
    [("", ""), ("021 555 000", "tel:021555000"), ("+595 (21) 555-000", "tel:+59521555000"), ("021 5550/1", "")],
)
def test_one_number_is_dialled(numero: str, direccion: str) -> None:
    assert marcar(numero) == direccion
