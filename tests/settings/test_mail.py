"""The mail server's settings: what would send nothing, or a password in clear, stops the start."""

import pytest

from portal.settings import AjusteInvalido, cargar
from portal.texts.named import Saying
from tests.settings.test_settings import PRODUCCION

SERVIDOR = {"SMTP_HOST": "smtp.ejemplo.com.py", "SMTP_REMITENTE": "avisos@ejemplo.com.py"}
CON_CLAVE = SERVIDOR | {"SMTP_USER": "portal", "SMTP_PASSWORD": "secreta-de-correo"}


def test_a_server_is_taken_with_starttls_unless_it_says_otherwise() -> None:
    settings = cargar(CON_CLAVE)
    assert (settings.envia_correo, settings.smtp_tls, settings.smtp_port) == (True, "starttls", 587)
    assert not cargar({}).envia_correo


@pytest.mark.parametrize(
    ("cambios", "dicho"),
    [
        ({"SMTP_REMITENTE": ""}, "SMTP_REMITENTE"),
        ({"SMTP_REMITENTE": "Avisos <avisos@ejemplo.com.py>"}, "SMTP_REMITENTE"),
        ({"SMTP_REMITENTE": "avisos@ejemplo"}, "SMTP_REMITENTE"),
        ({"SMTP_PASSWORD": ""}, "SMTP_PASSWORD"),
        ({"SMTP_USER": ""}, "SMTP_USER"),
        ({"SMTP_TLS": "ninguno"}, "a la vista"),
    ],
)
def test_what_would_not_work_or_tell_the_password_is_refused(cambios: dict[str, str], dicho: str) -> None:
    with pytest.raises(AjusteInvalido, match=dicho) as rehusado:
        cargar(CON_CLAVE | cambios)
    assert "secreta-de-correo" not in str(rehusado.value)


def test_a_server_of_this_machine_needs_no_tls() -> None:
    local = {"SMTP_HOST": "127.0.0.1", "SMTP_TLS": "ninguno"}
    assert cargar(CON_CLAVE | local).envia_correo
    assert cargar(PRODUCCION | CON_CLAVE | local).envia_correo


@pytest.mark.parametrize("texto", ["[1, 1]", "[61]", "[-61]"])
def test_the_days_of_reminders_are_few_and_each_once(texto: str) -> None:
    with pytest.raises(AjusteInvalido) as rehusado:
        cargar({"RECORDATORIO_DIAS": texto})
    assert [dicho.code for dicho in rehusado.value.dichos if isinstance(dicho, Saying)] == ["recordatorio-dias"]


def test_production_sends_mail_over_tls_or_says_that_it_sends_none() -> None:
    mudo = {nombre: valor for nombre, valor in PRODUCCION.items() if nombre != "SIN_CORREO"}
    with pytest.raises(AjusteInvalido, match="SIN_CORREO=true"):
        cargar(mudo)
    with pytest.raises(AjusteInvalido, match="SMTP_TLS es starttls o tls"):
        cargar(mudo | SERVIDOR | {"SMTP_TLS": "ninguno"})
    assert cargar(mudo | SERVIDOR).envia_correo


@pytest.mark.parametrize(("texto", "dias"), [("[]", ()), ("[-7, -1, 3]", (-7, -1, 3))])
def test_the_days_of_reminders_are_a_list(texto: str, dias: tuple[int, ...]) -> None:
    assert cargar({"RECORDATORIO_DIAS": texto}).recordatorio_dias == dias
