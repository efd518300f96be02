from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from portal.controllers.pages.access.ingreso import destino_propio
from tests import datos
from tests.conftest import PAGINA, Casa
from tests.journeys import a_mano
from tests.pages import acciones, pagina, por_id, texto, titulo

Navegador = TestClient[Litestar]
MALOS = [
    "//otro.com",
    "/\\otro.com",
    "https://otro.com",
    "javascript:alert(1)",
    "otro",
    "",
    "/\t/otro.com",
    "/a\r\nb",
    "/ ",
]


class CuentaDemo(NamedTuple):
    usuario: str
    clave: str
    nombre: str
    que: str


def _ingresar(navegador: Navegador, **campos: str) -> dict[str, str | int]:
    respuesta = navegador.post("/ingreso", data=campos, headers=PAGINA, follow_redirects=False)
    return {"estado": respuesta.status_code, "a": respuesta.headers.get("location", ""), "texto": respuesta.text}


def test_the_form_is_sound_and_posts_to_itself(anonimo: Navegador) -> None:
    arbol = pagina(anonimo.get("/ingreso"))
    assert titulo(arbol) == "Ingresá a tu cuenta"
    assert acciones(arbol) == {"/ingreso", "/ingreso/llave"}


def test_a_refusal_is_tied_to_the_box_where_it_is_mended(anonimo: Navegador) -> None:
    arbol = pagina(anonimo.post("/ingreso", data={"usuario": datos.AL_DIA, "clave": "otra"}, headers=PAGINA), 401)
    (caja,) = (each for each in arbol.iter("input") if each.get("id") == "usuario")
    (falla,) = (each for each in arbol.iter("p") if each.get("id") == caja.get("aria-describedby"))
    assert caja.get("aria-invalid") == "true"
    assert "El usuario o la clave no son correctos." in texto(falla)


@pytest.mark.parametrize("usuario", ["4567890", "4.567.890", " 4 567 890 "])
def test_a_cedula_may_be_typed_with_dots_and_spaces(anonimo: Navegador, usuario: str) -> None:
    assert _ingresar(anonimo, usuario=usuario, clave=datos.CLAVE) | {"texto": ""} == {
        "estado": 303,
        "a": "/deudas",
        "texto": "",
    }


def test_each_role_begins_at_its_own_page(entrar: Callable[[str], Navegador]) -> None:
    assert entrar("operadora").get("/operador").status_code == 200


@pytest.fixture
def de_verdad(casa: Casa) -> None:
    """Nobody is of the demonstration."""
    a_mano(casa, "UPDATE portal_usuario SET es_demo = 0")


@pytest.mark.usefixtures("de_verdad")
def test_a_wrong_password_and_an_unknown_user_get_the_same_words(anonimo: Navegador) -> None:
    vistas = []
    for usuario in (datos.TRES_Y_AGUA, "9999999"):
        respuesta = anonimo.post("/ingreso", data={"usuario": usuario, "clave": "otra clave"}, headers=PAGINA)
        arbol = pagina(respuesta, 401)
        vistas.append(texto(arbol).replace(usuario, ""))
        assert "otra clave" not in respuesta.text
        assert por_id(arbol, "usuario").get("value") == usuario
    assert vistas[0] == vistas[1]
    assert "El usuario o la clave no son correctos." in vistas[0]


def test_empty_boxes_are_told_as_a_wrong_sign_in(anonimo: Navegador) -> None:
    assert _ingresar(anonimo)["estado"] == 401


def test_the_sixth_failure_says_how_long_to_wait(anonimo: Navegador) -> None:
    for _ in range(5):
        anonimo.post("/ingreso", data={"usuario": datos.TRES_Y_AGUA, "clave": "mal"}, headers=PAGINA)
    respuesta = anonimo.post(
        "/ingreso", data={"usuario": datos.TRES_Y_AGUA, "clave": datos.CLAVE}, headers=PAGINA, follow_redirects=False
    )
    assert "probá de nuevo en 30 segundos" in texto(pagina(respuesta, 429))
    assert respuesta.headers["retry-after"] == "30"


def test_after_signing_in_it_goes_on_where_it_was(anonimo: Navegador) -> None:
    hecho = _ingresar(anonimo, usuario=datos.TRES_Y_AGUA, clave=datos.CLAVE, siguiente="/historial?desde=3")
    assert hecho["a"] == "/historial?desde=3"


@pytest.mark.parametrize("siguiente", MALOS)
def test_it_never_leads_to_another_site(anonimo: Navegador, siguiente: str) -> None:
    assert destino_propio(siguiente) is None
    hecho = _ingresar(anonimo, usuario=datos.TRES_Y_AGUA, clave=datos.CLAVE, siguiente=siguiente)
    assert hecho["a"] == "/deudas"


def test_the_way_back_may_have_any_letter(anonimo: Navegador) -> None:
    hecho = _ingresar(anonimo, usuario=datos.TRES_Y_AGUA, clave=datos.CLAVE, siguiente="/deudas?plan=Ñandutí")
    assert hecho["a"] == "/deudas?plan=%C3%91andut%C3%AD"


def test_odd_characters_are_told_and_no_fault(anonimo: Navegador) -> None:
    for usuario, estado in (("a\x00b", 400), ("\u202e4567890", 401), ("x" * 5000, 401), ("<script>", 401)):
        respuesta = anonimo.post("/ingreso", data={"usuario": usuario, "clave": "mal"}, headers=PAGINA)
        assert respuesta.status_code == estado, usuario[:20]
        assert "<script>" not in respuesta.text


def test_the_demonstration_shows_its_accounts(casa: Casa) -> None:
    app = casa.app()
    with TestClient(app) as navegador:
        app.state["cuentas_demo"] = [CuentaDemo("4567890", "una clave", "Ana", "Tres cuotas vencidas")]
        leido = texto(pagina(navegador.get("/ingreso")))
    assert "4567890 con una clave" in leido
    assert "Tres cuotas vencidas" in leido


@pytest.mark.usefixtures("de_verdad")
def test_without_demonstration_no_account_is_shown(anonimo: Navegador) -> None:
    assert "demostración" not in texto(pagina(anonimo.get("/ingreso")))


def test_leaving_ends_the_session_on_the_server(web: Navegador) -> None:
    galletas = dict(web.cookies)
    assert web.post("/salir", follow_redirects=False).headers["location"] == "/ingreso"
    web.cookies.update(galletas)
    assert web.get("/cuenta", follow_redirects=False).status_code in {302, 303}


def test_a_canal_has_no_pages(anonimo: Navegador) -> None:
    respuesta = anonimo.post("/ingreso", data={"usuario": "canal-uno", "clave": datos.CLAVE}, headers=PAGINA)
    assert "por la API" in texto(pagina(respuesta, 403))
    assert "set-cookie" not in respuesta.headers


@pytest.mark.parametrize("ruta", ["/deudas", "/historial", "/cuenta", "/ayuda"])
def test_leaving_is_at_hand_on_every_page(web: Navegador, ruta: str) -> None:
    assert "/salir" in acciones(pagina(web.get(ruta)))


def test_a_session_that_nobody_used_is_told_and_leads_back(casa: Casa, entrar: Callable[[str], Navegador]) -> None:
    web = entrar(datos.TRES_Y_AGUA)
    web.follow_redirects = False
    casa.clock.adelantar(timedelta(minutes=casa.settings.sesion_inactiva_clientes + 1))
    where = web.get("/historial?desde=2026-11").headers["location"]
    assert where == "/ingreso?siguiente=%2Fhistorial%3Fdesde%3D2026-11&hecho=inactiva"
    arbol = pagina(web.get(where))
    assert "Tu sesión terminó porque no la usaste por un rato." in texto(arbol)
    (siguiente,) = [str(uno.get("value")) for uno in arbol.iter("input") if uno.get("name") == "siguiente"][:1]
    sent = web.post("/ingreso", data={"usuario": datos.TRES_Y_AGUA, "clave": datos.CLAVE, "siguiente": siguiente})
    assert sent.headers["location"] == "/historial?desde=2026-11"
