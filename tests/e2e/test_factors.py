"""A second factor in a browser: passkeys by Chromium's own virtual authenticator, codes without any script."""

import pyotp
import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests import datos
from tests.e2e.screens import con_aplicacion, ingresar, salir
from tests.e2e.server import clock

ANA = datos.TRES_Y_AGUA
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Authenticator:
    """The device of that browser."""

    def __init__(self, hoja: Page) -> None:
        self._cdp: CDPSession = hoja.context.new_cdp_session(hoja)
        self._cdp.send("WebAuthn.enable", {"enableUI": False})
        self._id = self._cdp.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]

    def touched(self, *, by_itself: bool) -> None:
        """Whether somebody touches it as soon as it asks."""
        self._cdp.send("WebAuthn.setAutomaticPresenceSimulation", {"authenticatorId": self._id, "enabled": by_itself})

    def verifies(self, *, the_user: bool) -> None:
        """Whether it knows the finger."""
        self._cdp.send("WebAuthn.setUserVerified", {"authenticatorId": self._id, "isUserVerified": the_user})

    def keys(self) -> int:
        """How many passkeys it keeps."""
        return len(self._cdp.send("WebAuthn.getCredentials", {"authenticatorId": self._id})["credentials"])


@pytest.fixture
def device(pagina: Page) -> Authenticator:
    return Authenticator(pagina)


def _add(hoja: Page, name: str = "Notebook") -> None:
    hoja.goto("/cuenta/factores")
    section = hoja.locator("form[data-passkey=make]")
    section.get_by_label("Nombre").fill(name)
    section.get_by_role("button", name="Agregar una llave de acceso").click()


def test_a_passkey_is_added_and_signs_in_alone_by_the_button(pagina: Page, device: Authenticator) -> None:
    ingresar(pagina, ANA)
    _add(pagina)
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Tus códigos de respaldo")
    expect(pagina.locator(".respaldos code")).to_have_count(10)
    assert device.keys() == 1
    # A browser that offers nothing in the box: there is the button alone.
    pagina.add_init_script("PublicKeyCredential.isConditionalMediationAvailable = async () => false")
    salir(pagina)
    pagina.get_by_role("button", name="Usar una llave de acceso").click()
    pagina.wait_for_url("**/deudas")


@pytest.mark.usefixtures("device")
def test_a_passkey_signs_in_where_the_name_is_typed(pagina: Page) -> None:
    ingresar(pagina, ANA)
    _add(pagina)
    expect(pagina.locator(".respaldos code")).to_have_count(10)
    salir(pagina)
    # Chromium's answers for its user what the box offers.
    pagina.wait_for_url("**/deudas")


def test_a_device_that_does_not_know_its_user_adds_nothing(pagina: Page, device: Authenticator) -> None:
    ingresar(pagina, ANA)
    device.verifies(the_user=False)
    _add(pagina)
    said = pagina.locator("form[data-passkey=make] [data-said]")
    expect(said).to_have_text("No se usó ninguna llave de acceso.")
    assert device.keys() == 0
    device.verifies(the_user=True)
    pagina.get_by_role("button", name="Agregar una llave de acceso").click()
    expect(pagina.locator(".respaldos code")).to_have_count(10)


def test_one_device_is_not_added_twice(pagina: Page, device: Authenticator) -> None:
    ingresar(pagina, ANA)
    _add(pagina)
    expect(pagina.locator(".respaldos code")).to_have_count(10)
    _add(pagina, "Otra vez")
    said = pagina.locator("form[data-passkey=make] [data-said]")
    expect(said).to_have_text("Este dispositivo ya tiene una llave de acceso tuya.")
    assert device.keys() == 1


def test_after_the_password_a_passkey_is_the_second_step_too(pagina: Page, device: Authenticator) -> None:
    ingresar(pagina, ANA)
    _add(pagina)
    expect(pagina.locator(".respaldos code")).to_have_count(10)
    device.touched(by_itself=False)
    salir(pagina)
    ingresar(pagina, ANA)
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Segundo paso")
    device.touched(by_itself=True)
    pagina.get_by_role("button", name="Usar una llave de acceso").click()
    pagina.wait_for_url("**/deudas")


def test_the_code_of_an_application_is_drawn_so_that_a_phone_reads_it(pagina: Page) -> None:
    ingresar(pagina, ANA)
    pagina.goto("/cuenta/factores/aplicacion")
    dibujo = pagina.locator(".qr svg")
    medidas = dibujo.bounding_box()
    assert medidas is not None
    assert min(medidas["width"], medidas["height"]) >= 150
    trazo = dibujo.locator("path").last.evaluate(
        "nodo => { const e = getComputedStyle(nodo); return [e.strokeWidth, e.strokeLinecap]; }"
    )
    assert trazo == ["1px", "butt"]


def test_without_javascript_codes_are_added_and_sign_in(pagina_sin_js: Page) -> None:
    hoja = pagina_sin_js
    ingresar(hoja, ANA)
    hoja.goto("/cuenta/factores")
    expect(hoja.get_by_role("button", name="Agregar una llave de acceso")).to_be_hidden()
    semilla = con_aplicacion(hoja)
    respaldo = hoja.locator(".respaldos code").first.inner_text()
    for codigo in (pyotp.TOTP(semilla).generate_otp(int(clock().timestamp()) // 30), respaldo.lower()):
        salir(hoja)
        ingresar(hoja, ANA)
        hoja.get_by_label("Código").fill(codigo)
        with hoja.expect_event("load"):
            hoja.get_by_role("button", name="Ingresar").click()
        assert hoja.url.endswith("/deudas")
