from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal import formats
from portal.clock import ASUNCION, dia
from portal.errors import NoEncontrado
from portal.money import de_unidades, en_unidades

INSTANTE = datetime(2026, 11, 23, 13, 47, tzinfo=UTC)
MESES = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic")


@pytest.mark.parametrize(
    ("importe", "moneda", "dicho"),
    [
        ("1500000", 1, "Gs.\u00a01.500.000"),
        ("0", 1, "Gs.\u00a00"),
        ("999", 1, "Gs.\u00a0999"),
        ("1000", 1, "Gs.\u00a01.000"),
        ("1234.5", 2, "USD\u00a01.234,50"),
        ("0.05", 2, "USD\u00a00,05"),
        ("-1234.50", 2, "USD\u00a0-1.234,50"),
    ],
)
def test_money_is_written_as_in_paraguay(importe: str, moneda: int, dicho: str) -> None:
    assert formats.dinero(Decimal(importe), moneda) == dicho


def test_a_currency_that_does_not_exist_is_not_written() -> None:
    with pytest.raises(NoEncontrado):
        formats.dinero(Decimal(1), 3)


@given(st.integers(-(10**15), 10**15), st.sampled_from([1, 2]))
def test_an_amount_reads_back_exactly(unidades: int, moneda: int) -> None:
    escrito = formats.numero(de_unidades(unidades, moneda), moneda)
    leido = Decimal(escrito.replace(".", "").replace(",", "."))
    assert en_unidades(leido, moneda) == unidades
    assert formats.dinero(leido, moneda).partition("\u00a0")[2] == escrito


@given(st.integers(0, 10**15))
def test_thousands_stand_in_groups_of_three(unidades: int) -> None:
    primero, *grupos = formats.numero(Decimal(unidades), 1).split(".")
    assert 1 <= len(primero) <= 3
    assert all(len(grupo) == 3 for grupo in grupos)


@pytest.mark.parametrize(
    ("escrito", "dicho"),
    [
        ("CONTADO", "Contado"),
        ("FACTURA CONTADO", "Factura contado"),
        ("NC", "NC"),
        ("Crédito 30 días", "Crédito 30 días"),
    ],
)
def test_what_is_written_in_capitals_is_told_as_people_write(escrito: str, dicho: str) -> None:
    assert formats.en_minusculas(escrito) == dicho


def test_dates_are_told_as_people_do() -> None:
    assert formats.fecha(date(2026, 11, 3)) == "03/11/2026"
    assert formats.fecha(INSTANTE) == "23/11/2026"
    assert formats.hora(INSTANTE) == "10:47"
    assert formats.fecha_hora(INSTANTE) == "23/11/2026 10:47"
    assert formats.fecha_larga(INSTANTE) == "lunes 23 de noviembre de 2026, 10:47"
    assert formats.fecha_larga(date(2026, 11, 23)) == "lunes 23 de noviembre de 2026"
    assert formats.fecha_corta(date(2026, 11, 28)) == "28 nov"


@pytest.mark.parametrize("mes", range(1, 13))
def test_short_months_are_spanish_and_without_a_full_stop(mes: int) -> None:
    assert formats.fecha_corta(date(2026, mes, 1)) == f"1 {MESES[mes - 1]}"


def test_the_evening_in_asuncion_is_not_yet_tomorrow() -> None:
    assert formats.fecha_hora(datetime(2026, 11, 24, 2, 30, tzinfo=UTC)) == "23/11/2026 23:30"


@given(st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31), timezones=st.just(UTC)))  # noqa: DTZ001 - st wants them naive
def test_an_instant_reads_back_to_its_minute(instante: datetime) -> None:
    leido = datetime.strptime(formats.fecha_hora(instante), "%d/%m/%Y %H:%M").replace(tzinfo=ASUNCION)
    assert leido.date() == dia(instante)
    assert (leido.hour, leido.minute) == (instante.astimezone(ASUNCION).hour, instante.astimezone(ASUNCION).minute)


@pytest.mark.parametrize(
    ("escrito", "dicho", "oculto"),
    [
        ("4567890", "4.567.890", "•.•••.890"),
        ("123456", "123.456", "•••.456"),
        ("12345678", "12.345.678", "••.•••.678"),
        ("0456789", "0.456.789", "•.•••.789"),
        ("80140360-0", "80140360-0", "•••••••0-0"),
        ("AB123456", "AB123456", "•••••456"),
        ("12", "12", "••"),
        ("", "", ""),
    ],
)
def test_a_document_has_its_dots_and_hides_all_but_its_end(escrito: str, dicho: str, oculto: str) -> None:
    assert formats.documento(escrito) == dicho
    assert formats.enmascarar(escrito) == oculto


@given(st.text("0123456789", min_size=6, max_size=8))
def test_a_cedula_reads_back(cedula: str) -> None:
    assert formats.documento(cedula).replace(".", "") == cedula


@given(st.text("0123456789ABCDEFGH-", min_size=0, max_size=15))
def test_at_most_three_signs_of_a_document_show(documento: str) -> None:
    oculto = formats.enmascarar(documento)
    assert len([signo for signo in oculto if signo.isalnum()]) <= 3
    assert not [signo for signo in oculto[:-3] if signo.isalnum()]


@pytest.mark.parametrize(
    ("nombre", "visto"),
    [("Ana Ñandutí", "A••• Ñ•••"), ("  maría   de la Cruz ", "m••• d••• l••• C•••"), ("4567890", "•••"), ("", "")],
)
def test_of_a_name_only_the_first_letters_are_shown(nombre: str, visto: str) -> None:
    assert formats.enmascarar_nombre(nombre) == visto


@pytest.mark.parametrize(
    ("correo", "visto"), [("ana@ejemplo.com", "a•••@ejemplo.com"), ("", "•••"), ("sin arroba", "s•••")]
)
def test_of_an_address_only_its_first_letter_and_its_server_are_shown(correo: str, visto: str) -> None:
    assert formats.enmascarar_correo(correo) == visto
