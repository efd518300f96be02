"""A forgotten password, by a mail that a real SMTP server took: from the press to the new sign-in."""

import asyncio
import re
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import datos
from tests.e2e.server import servir
from tests.mail.server import Buzon, serving

ANA, CORREO = datos.TRES_Y_AGUA, "ana@ejemplo.com.py"
OTRA_CLAVE = "cuatro gatos en el patio"
ESPERA_S = 20


@contextmanager
def _en_hilo(buzon: Buzon) -> Iterator[int]:
    """The server's port; in a thread, since the browser's loop runs in this one."""
    puertos: list[int] = []
    lazo, fin, listo = asyncio.new_event_loop(), asyncio.Event(), threading.Event()

    async def atender() -> None:
        async with serving(buzon) as puerto:
            puertos.append(puerto)
            listo.set()
            await fin.wait()

    hilo = threading.Thread(target=lazo.run_until_complete, args=(atender(),))
    hilo.start()
    try:
        assert listo.wait(ESPERA_S)
        yield puertos[0]
    finally:
        lazo.call_soon_threadsafe(fin.set)
        hilo.join()
        lazo.close()


@pytest.fixture
def buzon() -> Buzon:
    return Buzon()


@pytest.fixture
def servidor(plantilla: Path, tmp_path: Path, buzon: Buzon) -> Iterator[str]:
    """Where Ana has an address, and mail leaves by that server."""
    ruta = tmp_path / "casa.sqlite3"
    shutil.copyfile(plantilla, ruta)
    with closing(sqlite3.connect(ruta)) as base, base:
        base.execute("UPDATE portal_usuario SET correo = ?, correo_confirmado = 1 WHERE usuario = ?", (CORREO, ANA))
    with _en_hilo(buzon) as puerto:
        smtp = (f"SMTP_PORT={puerto}", "SMTP_HOST=127.0.0.1", "SMTP_TLS=ninguno", "SMTP_REMITENTE=avisos@ejemplo.com")
        with servir(ruta, *smtp) as direccion:
            yield direccion


def _llegada(hoja: Page, buzon: Buzon, asunto: str) -> EmailMessage:
    for _ in range(ESPERA_S * 20):
        for carta in buzon.tomadas:
            if asunto in carta["subject"]:
                return carta
        hoja.wait_for_timeout(50)
    raise AssertionError(f"no mail came about {asunto}")


def test_a_forgotten_password_is_changed_by_the_mail_that_came(pagina: Page, buzon: Buzon) -> None:
    pagina.goto("/ingreso")
    pagina.get_by_role("link", name="Olvidé mi clave").click()
    pagina.get_by_label("Usuario").fill(ANA)
    pagina.get_by_role("button", name="Mandar el enlace").click()
    expect(pagina.locator(".aviso")).to_contain_text("le mandamos un enlace")
    carta = _llegada(pagina, buzon, "clave")
    assert carta["to"] == CORREO
    cuerpo = carta.get_body(("plain",))
    assert cuerpo is not None
    enlace = re.search(r"http://localhost:\d+/clave/\S+", cuerpo.get_content())
    assert enlace is not None
    pagina.goto(enlace[0])
    pagina.get_by_label("Clave nueva").fill(OTRA_CLAVE)
    pagina.get_by_role("button", name="Cambiar la clave").click()
    expect(pagina.locator(".aviso")).to_contain_text("Cambiaste la clave")
    pagina.get_by_label("Usuario").fill(ANA)
    pagina.get_by_label("Clave", exact=True).fill(OTRA_CLAVE)
    pagina.get_by_role("button", name="Ingresar").click()
    expect(pagina.locator(".que").first).to_contain_text("Cuota 1 de 60")
    assert _llegada(pagina, buzon, "Cambió la clave de tu cuenta")["to"] == CORREO
