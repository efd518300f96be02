"""How people come to an account and care for it, from the page to the mail and back, with JavaScript and without."""

import asyncio
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests import datos
from tests.e2e.screens import ingresar
from tests.e2e.server import servir
from tests.operations.access import newcomers

CLAVE = newcomers.CLAVE
OTRA_CLAVE = "cuatro gatos en el patio"
# One of each for the browser with JavaScript and for the one without: they share a server.
NUEVA = {True: "5123456", False: "5123457"}
INVITADA = {True: "5123458", False: "5123459"}
PROPIA = {True: datos.AL_DIA, False: datos.DOLARES}
AJENA = {True: datos.CINCO_Y_JARDIN, False: datos.DOS_PLANES}


@pytest.fixture(scope="module")
def servidor(plantilla: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One for the whole module, whose company knows four customers more than have an account."""
    ruta = tmp_path_factory.mktemp("cuentas") / "casa.sqlite3"
    shutil.copyfile(plantilla, ruta)
    # In a thread: the browser's loop runs in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, newcomers.load_all(ruta, [*NUEVA.values(), *INVITADA.values()])).result()
    with servir(ruta) as direccion:
        yield direccion


@pytest.fixture
def con_js(request: pytest.FixtureRequest) -> bool:
    """Whether the tab has JavaScript."""
    return bool(request.node.callspec.params["hoja"])


@pytest.fixture
def otra(chromium: Browser, servidor: str) -> Iterator[Page]:
    """Another person's browser, or another device."""
    contexto = chromium.new_context(base_url=servidor)
    yield contexto.new_page()
    contexto.close()


def _carta(hoja: Page, para: str, que: str) -> str:
    """The newest mail of that kind to that address, read on the development's page."""
    hoja.goto("/correos")
    fila = hoja.get_by_role("row").filter(has_text=para).filter(has_text=que).first
    fila.get_by_role("link", name="texto").click()
    return hoja.locator("body").inner_text()


def _enlace(hoja: Page, para: str, que: str) -> str:
    """The path of the link of such a mail."""
    hallado = re.search(r"http://\S+/(?:alta|clave|correo)/\S+", _carta(hoja, para, que))
    assert hallado is not None
    return urlsplit(hallado[0]).path


def _titulo(hoja: Page, dicho: str) -> None:
    expect(hoja.get_by_role("heading", level=1)).to_have_text(dicho)


def _apretar(hoja: Page, boton: str) -> None:
    with hoja.expect_event("load"):
        hoja.get_by_role("button", name=boton, exact=True).click()


def _elegir_clave(hoja: Page, enlace: str) -> None:
    """Opens the account that a link offers, and signs in."""
    hoja.goto(enlace)
    hoja.get_by_label("Clave", exact=True).fill(CLAVE)
    hoja.get_by_role("textbox", name="Teléfono").fill("0981 123 456")
    _apretar(hoja, "Abrir mi cuenta")
    expect(hoja.locator(".aviso")).to_contain_text("Tu cuenta está lista")


def _entrar(hoja: Page, usuario: str, clave: str) -> None:
    hoja.goto("/ingreso")
    hoja.get_by_label("Usuario").fill(usuario)
    hoja.get_by_label("Clave", exact=True).fill(clave)
    _apretar(hoja, "Ingresar")


def test_whoever_knows_a_debt_opens_the_account_by_mail(hoja: Page, con_js: bool) -> None:
    documento, correo = NUEVA[con_js], f"nueva-{con_js}@ejemplo.com.py".lower()
    hoja.goto("/ingreso")
    hoja.get_by_role("link", name="Es mi primera vez").click()
    hoja.get_by_label("Número de cédula o RUC").fill(documento)
    hoja.get_by_label("Número de movimiento de una deuda").fill("no es ese")
    _apretar(hoja, "Seguir")
    expect(hoja.get_by_role("alert")).to_contain_text("No pudimos abrir una cuenta con esos datos")
    expect(hoja.get_by_label("Número de cédula o RUC")).to_have_value(documento)
    hoja.get_by_label("Número de movimiento de una deuda").fill(f"{documento}-1")
    _apretar(hoja, "Seguir")
    _titulo(hoja, "¿A qué correo te escribimos?")
    hoja.get_by_label("Correo electrónico").fill(correo)
    _apretar(hoja, "Mandar el enlace")
    expect(hoja.locator(".aviso")).to_contain_text("Te mandamos un correo a esa dirección")
    enlace = _enlace(hoja, correo, "cuenta")
    _elegir_clave(hoja, enlace)
    _entrar(hoja, documento, CLAVE)
    expect(hoja.locator(".que").first).to_contain_text("Cuota 1 de 60")
    hoja.goto(enlace)
    expect(hoja.get_by_text("Este enlace ya no sirve")).to_be_visible()


def test_whom_the_staff_invites_opens_the_account_by_mail(hoja: Page, otra: Page, con_js: bool) -> None:
    documento, correo = INVITADA[con_js], f"invitada-{con_js}@ejemplo.com.py".lower()
    ingresar(otra, "jefa")
    otra.goto("/operador/invitaciones")
    lista: FilePayload = {
        "name": "clientes.csv",
        "mimeType": "text/csv",
        "buffer": f"documento;correo\n{documento};{correo}\n".encode(),
    }
    otra.get_by_label("Archivo", exact=True).set_input_files(lista)
    otra.get_by_label("Motivo", exact=True).fill("Lanzamiento del portal")
    _apretar(otra, "Invitar")
    expect(otra.locator(".aviso")).to_contain_text("Se mandó 1 invitación.")
    _elegir_clave(hoja, _enlace(hoja, correo, "Invitación"))
    _entrar(hoja, documento, CLAVE)
    expect(hoja.locator(".que").first).to_contain_text("Cuota 1 de 60")


def _cambiar_el_correo(hoja: Page, correo: str) -> None:
    """From the account to the press that proves it."""
    hoja.goto("/cuenta")
    hoja.get_by_label("Correo nuevo").fill(correo)
    hoja.get_by_label("Tu clave", exact=True).fill(datos.CLAVE)
    _apretar(hoja, "Cambiar el correo")
    expect(hoja.locator(".aviso")).to_contain_text("enlace")
    hoja.goto(_enlace(hoja, correo, "correo"))
    _apretar(hoja, "Es mi correo")


def test_an_account_is_cared_for_and_its_forgotten_password_changed(hoja: Page, otra: Page, con_js: bool) -> None:
    documento = PROPIA[con_js]
    antes, correo = (f"{cual}-{con_js}@ejemplo.com.py".lower() for cual in ("antes", "ahora"))
    ingresar(hoja, documento)
    ingresar(otra, documento)
    _cambiar_el_correo(hoja, antes)
    _cambiar_el_correo(hoja, correo)
    assert "correo" in _carta(hoja, antes, "Cambio en la cuenta")

    hoja.goto("/cuenta")
    expect(hoja.get_by_text(f"Te escribimos a {correo}")).to_be_visible()
    hoja.get_by_role("textbox", name="Teléfono").fill("de casa")
    _apretar(hoja, "Guardar el teléfono")
    expect(hoja.get_by_role("alert")).to_be_visible()
    hoja.get_by_role("textbox", name="Teléfono").fill("0981 765 432")
    _apretar(hoja, "Guardar el teléfono")
    expect(hoja.locator(".aviso")).to_be_visible()

    hoja.get_by_role("link", name="Elegir qué correos recibís").click()
    hoja.get_by_label(re.compile("recordatorio")).uncheck()
    _apretar(hoja, "Guardar")
    expect(hoja.get_by_label(re.compile("recordatorio"))).not_to_be_checked()

    hoja.goto("/clave")
    hoja.get_by_label("Usuario").fill(documento)
    _apretar(hoja, "Mandar el enlace")
    hoja.goto(_enlace(hoja, correo, "clave"))
    hoja.get_by_label("Clave nueva").fill("corta")
    _apretar(hoja, "Cambiar la clave")
    expect(hoja.get_by_role("alert")).to_be_visible()
    hoja.get_by_label("Clave nueva").fill(OTRA_CLAVE)
    _apretar(hoja, "Cambiar la clave")
    otra.goto("/cuenta")
    _titulo(otra, "Ingresá a tu cuenta")
    _entrar(hoja, documento, OTRA_CLAVE)
    expect(hoja).to_have_url(re.compile("/deudas"))


def test_sessions_end_one_by_one_and_all_at_once(chromium: Browser, servidor: str, hoja: Page, con_js: bool) -> None:
    ingresar(hoja, AJENA[con_js])
    otras = [chromium.new_context(base_url=servidor).new_page() for _ in range(2)]
    for cada in otras:
        ingresar(cada, AJENA[con_js])
    hoja.goto("/cuenta")
    sesiones = hoja.locator("section", has=hoja.get_by_role("heading", name="Sesiones abiertas"))
    expect(sesiones.get_by_role("listitem")).to_have_count(3)
    with hoja.expect_event("load"):
        sesiones.get_by_role("button", name=re.compile("^Cerrar la sesión")).first.click()
    expect(sesiones.get_by_role("listitem")).to_have_count(2)
    _apretar(hoja, "Cerrar todas las otras")
    expect(sesiones.get_by_role("listitem")).to_have_count(1)
    for cada in otras:
        cada.goto("/cuenta")
        _titulo(cada, "Ingresá a tu cuenta")
        cada.context.close()


def test_what_is_typed_as_a_new_password_can_be_looked_at_and_pasted(pagina: Page) -> None:
    ingresar(pagina, datos.TRES_Y_AGUA)
    pagina.goto("/cuenta")
    nueva, telefono = pagina.get_by_label("Clave nueva", exact=True), pagina.get_by_role("textbox", name="Teléfono")
    telefono.fill(CLAVE)
    telefono.press("Control+a")
    telefono.press("Control+x")
    nueva.press("Control+v")
    expect(nueva).to_have_value(CLAVE)
    expect(nueva).to_have_attribute("type", "password")
    pagina.locator(".caja-campo", has=nueva).get_by_role("button", name="Mostrar").click()
    expect(nueva).to_have_attribute("type", "text")
