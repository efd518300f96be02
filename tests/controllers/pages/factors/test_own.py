import json
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from html import unescape

import pyotp
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from portal.operations.factors import own
from tests import datos
from tests.authenticator import Device
from tests.conftest import Casa
from tests.enrolled import ORIGIN, browsing, named, staff
from tests.pages import acciones, enlaces, pagina, por_id, texto, titulo

Navegador = TestClient[Litestar]
LISTA = "/cuenta/factores"


@pytest.fixture
def navegador(casa: Casa) -> Iterator[Navegador]:
    named(casa)
    with browsing(casa) as cliente:
        yield cliente


@pytest.fixture
def ana(navegador: Navegador) -> Navegador:
    navegador.post("/ingreso", data={"usuario": datos.TRES_Y_AGUA, "clave": datos.CLAVE})
    return navegador


@pytest.fixture
def flora(casa: Casa, navegador: Navegador) -> Navegador:
    """Staff without a factor, signed in with the password."""
    entra = navegador.post("/ingreso", data={"usuario": staff(casa), "clave": datos.CLAVE})
    assert entra.headers["location"] == "/operador"
    return navegador


def _agregar(navegador: Navegador, casa: Casa, nombre: str = "Teléfono") -> str:
    """Adds an application; the page that answers."""
    pagina_de_alta = navegador.get(f"{LISTA}/aplicacion")
    arbol = pagina(pagina_de_alta)
    semilla = texto(next(arbol.iter("code"))).replace(" ", "")
    sellada = next(uno.get("value") for uno in arbol.iter("input") if uno.get("name") == "sellada")
    codigo = pyotp.TOTP(semilla).generate_otp(int(casa.clock().timestamp()) // 30 - 1)
    hecho = navegador.post(f"{LISTA}/aplicacion", data={"codigo": codigo, "nombre": nombre, "sellada": sellada})
    return hecho.text if hecho.status_code == 200 else hecho.headers["location"]


def test_the_list_is_sound_and_tells_what_may_be_added(ana: Navegador) -> None:
    assert LISTA in enlaces(pagina(ana.get("/cuenta")))
    arbol = pagina(ana.get(LISTA))
    assert titulo(arbol) == "Segundo paso al entrar"
    assert f"{LISTA}/aplicacion" in enlaces(arbol)
    assert f"{LISTA}/passkey" in acciones(arbol)


def test_an_application_is_added_and_the_recovery_codes_are_shown_once(casa: Casa, ana: Navegador) -> None:
    hecho = _agregar(ana, casa)
    codigos = re.findall(r"<code>((?:[0-9A-Z]{4}-){5}[0-9A-Z]{4})</code>", hecho)
    assert len(codigos) == 10
    lista = ana.get(LISTA)
    arbol = pagina(lista)
    assert "Teléfono" in texto(arbol)
    assert "Te quedan 10" in texto(arbol)
    assert not [codigo for codigo in codigos if codigo in lista.text]
    assert "Está activo" in texto(pagina(ana.get("/cuenta")))
    assert _agregar(ana, casa, "Otra") == f"{LISTA}?hecho=aplicacion"


def test_the_qr_says_the_same_as_the_seed_and_nothing_is_inline(ana: Navegador) -> None:
    respuesta = ana.get(f"{LISTA}/aplicacion")
    pagina(respuesta)
    (dibujo,) = re.findall(r"<svg[^>]*>.*?</svg>", respuesta.text[respuesta.text.index('class="qr"') :], re.DOTALL)[:1]
    assert "style=" not in dibujo
    assert "<script" not in dibujo
    assert respuesta.headers["cache-control"] == "no-store, private"


def test_a_wrong_code_shows_the_same_seed_again(ana: Navegador) -> None:
    arbol = pagina(ana.get(f"{LISTA}/aplicacion"))
    semilla = texto(next(arbol.iter("code")))
    sellada = str(next(uno.get("value") for uno in arbol.iter("input") if uno.get("name") == "sellada"))
    campos = {"codigo": "12345", "nombre": "Mi teléfono", "sellada": sellada}
    otra_vez = pagina(ana.post(f"{LISTA}/aplicacion", data=campos), 422)
    assert texto(next(otra_vez.iter("code"))) == semilla
    assert por_id(otra_vez, "nombre").get("value") == "Mi teléfono"
    assert "El código no es correcto" in texto(otra_vez)
    vencida = pagina(ana.post(f"{LISTA}/aplicacion", data=campos | {"sellada": "x"}), 422)
    assert "empezá de nuevo con el código QR" in texto(vencida)


def test_a_passkey_is_added_named_and_taken_away(ana: Navegador) -> None:
    device = Device(ORIGIN)
    opciones = ana.get(f"{LISTA}/passkey/opciones")
    assert json.loads(opciones.text)["user"]["name"] == datos.TRES_Y_AGUA
    hecho = ana.post(f"{LISTA}/passkey", data={"passkey": device.make(opciones.text), "nombre": "<b>Notebook</b>"})
    assert titulo(pagina(hecho)) == "Tus códigos de respaldo"
    arbol = pagina(ana.get(LISTA))
    assert "<b>Notebook</b>" in texto(arbol)
    (nombrar,) = [accion for accion in acciones(arbol) if accion.endswith("/nombre")]
    assert ana.post(nombrar, data={"nombre": "Notebook"}).headers["location"] == f"{LISTA}?hecho=nombre"
    assert pagina(ana.post(nombrar, data={"nombre": ""}), 422) is not None
    quitar = nombrar.replace("/nombre", "/quitar")
    assert ana.post(quitar).headers["location"] == f"{LISTA}?hecho=quitado"
    assert ana.post(quitar).status_code == 404
    assert "Lo quitaste" in texto(pagina(ana.get(f"{LISTA}?hecho=quitado")))


@pytest.mark.parametrize("mala", ["", "{}", "[]", "x"])
def test_a_passkey_that_proves_nothing_is_told(ana: Navegador, mala: str) -> None:
    respuesta = ana.post(f"{LISTA}/passkey", data={"passkey": mala, "nombre": "Notebook"})
    assert "No pudimos comprobar esa llave de acceso" in texto(pagina(respuesta, 422))


def test_recovery_codes_are_made_anew(casa: Casa, ana: Navegador) -> None:
    assert "Primero agregá" in texto(pagina(ana.post(f"{LISTA}/respaldos"), 422))
    antes = set(re.findall(r"(?:[0-9A-Z]{4}-){5}[0-9A-Z]{4}", _agregar(ana, casa)))
    ahora = set(re.findall(r"(?:[0-9A-Z]{4}-){5}[0-9A-Z]{4}", ana.post(f"{LISTA}/respaldos").text))
    assert len(ahora) == 10
    assert not antes & ahora


def test_staff_without_one_sees_nothing_else(casa: Casa, flora: Navegador) -> None:
    for ruta in ("/", "/operador", "/operador/pagos", "/operador/dia", "/cuenta", "/operador/pagos/1"):
        assert flora.get(ruta).headers["location"] == LISTA, ruta
    assert flora.post("/operador", data={"documento": datos.TRES_Y_AGUA}).headers["location"] == LISTA
    htmx = flora.get("/operador/pagos", headers={"hx-request": "true"})
    assert (htmx.status_code, htmx.headers["hx-redirect"]) == (403, LISTA)
    arbol = pagina(flora.get(LISTA))
    assert "agregá uno de estos para empezar" in texto(arbol)
    assert not {enlace for enlace in enlaces(arbol) if enlace.startswith("/operador")}
    _agregar(flora, casa)
    assert flora.get("/operador").status_code == 200


def test_staff_whose_password_was_short_beside_a_factor_that_was_removed_adds_one_first(
    casa: Casa, navegador: Navegador
) -> None:
    corta = "zarcillo"
    quien = staff(casa)
    navegador.post("/ingreso", data={"usuario": quien, "clave": datos.CLAVE})
    _agregar(navegador, casa)
    cambio = {"actual": datos.CLAVE, "nueva": corta, "repetida": corta}
    assert navegador.post("/cuenta/clave", data=cambio).headers["location"] == "/cuenta?hecho=clave"
    casa.operar(lambda portal: own.quitar_todos(portal, quien))
    casa.clock.adelantar(timedelta(minutes=2))
    navegador.post("/ingreso", data={"usuario": quien, "clave": corta})
    for ruta in ("/operador", "/operador/clientes", "/cuenta"):
        assert navegador.get(ruta).headers["location"] == LISTA
    # A factor first: the password alone is too short by now, and changing it for another of its length changes nothing.
    assert navegador.post("/cuenta/clave", data=cambio).headers["location"] == LISTA
    _agregar(navegador, casa)
    assert navegador.get("/operador").status_code == 200


def test_staff_without_one_may_leave(flora: Navegador) -> None:
    assert flora.post("/salir").headers["location"] == "/ingreso"


def test_staff_keeps_its_last_one(casa: Casa, flora: Navegador) -> None:
    _agregar(flora, casa)
    (quitar,) = [accion for accion in acciones(pagina(flora.get(LISTA))) if accion.endswith("/quitar")]
    assert "Es el único que tenés" in texto(pagina(flora.post(quitar), 422))


def test_the_demonstration_s_staff_owes_none(entrar: Callable[[str], Navegador]) -> None:
    assert entrar("operadora").get("/operador").status_code == 200


def test_a_name_is_never_read_as_markup(casa: Casa, ana: Navegador) -> None:
    _agregar(ana, casa, "<script>alert(1)</script>")
    crudo = ana.get(LISTA).text
    assert "<script>alert(1)" not in crudo
    assert "<script>alert(1)</script>" in unescape(crudo)
