from collections.abc import Iterator

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from portal.operations.factors.pending import DURA
from tests import datos
from tests.authenticator import Device
from tests.conftest import Casa
from tests.enrolled import Enrolled, application_of, browsing, named, passkey_of
from tests.pages import acciones, pagina, por_id, texto, titulo

Navegador = TestClient[Litestar]
ANA = datos.TRES_Y_AGUA


@pytest.fixture
def ana(casa: Casa) -> Enrolled:
    """A customer with an application, before the portal starts under a name."""
    named(casa)
    return application_of(casa)


@pytest.fixture
def device(casa: Casa) -> Device:
    named(casa)
    return passkey_of(casa)


@pytest.fixture
def navegador(casa: Casa) -> Iterator[Navegador]:
    with browsing(casa) as cliente:
        yield cliente


def _clave(navegador: Navegador, **otros: str) -> str:
    """Gives the password; where that leads."""
    respuesta = navegador.post("/ingreso", data={"usuario": ANA, "clave": datos.CLAVE} | otros)
    assert respuesta.status_code == 303
    return str(respuesta.headers["location"])


def test_the_password_leads_to_the_second_step_and_opens_nothing(ana: Enrolled, navegador: Navegador) -> None:
    paso = _clave(navegador, siguiente="/historial?desde=3")
    assert paso == "/ingreso/paso?siguiente=%2Fhistorial%3Fdesde%3D3"
    assert navegador.get("/deudas").headers["location"].startswith("/ingreso")
    arbol = pagina(navegador.get(paso))
    assert titulo(arbol) == "Segundo paso"
    assert acciones(arbol) == {"/ingreso/paso", "/ingreso/llave"}
    assert "sesion" not in navegador.cookies
    assert ana.codes
    # Room for a recovery code as it is shown.
    assert int(por_id(arbol, "codigo").get("maxlength", "0")) >= len(ana.codes[0])


def test_a_code_signs_in_and_leads_on(ana: Enrolled, casa: Casa, navegador: Navegador) -> None:
    _clave(navegador)
    entra = navegador.post("/ingreso/paso", data={"codigo": ana.code(casa), "siguiente": "/historial?desde=3"})
    assert (entra.status_code, entra.headers["location"]) == (303, "/historial?desde=3")
    assert navegador.get("/deudas").status_code == 200
    # The half-done sign-in is forgotten, and a second use of it would open nothing.
    assert navegador.get("/ingreso/paso").headers["location"] == "/ingreso"


@pytest.mark.parametrize("siguiente", ["//otro.com", "https://otro.com", "/\\otro.com", ""])
def test_it_never_leads_to_another_site(ana: Enrolled, casa: Casa, navegador: Navegador, siguiente: str) -> None:
    _clave(navegador)
    entra = navegador.post("/ingreso/paso", data={"codigo": ana.code(casa), "siguiente": siguiente})
    assert entra.headers["location"] == "/deudas"


def test_the_cookie_is_kept_from_scripts_and_other_sites(ana: Enrolled, navegador: Navegador) -> None:
    respuesta = navegador.post("/ingreso", data={"usuario": ANA, "clave": datos.CLAVE})
    (galleta,) = respuesta.headers.get_list("set-cookie")
    assert galleta.startswith("paso=")
    assert {"HttpOnly", "Path=/", "SameSite=strict", "Max-Age=300"} <= set(galleta.split("; "))
    assert ana.seed not in galleta


def test_wrong_used_and_odd_codes_get_the_same_words(ana: Enrolled, casa: Casa, navegador: Navegador) -> None:
    _clave(navegador)
    navegador.post("/ingreso/paso", data={"codigo": ana.code(casa)})
    _clave(navegador)
    dichos = set()
    for codigo in ("000000", ana.code(casa), "AAAAA-AAAAA", ""):
        respuesta = navegador.post("/ingreso/paso", data={"codigo": codigo})
        dichos.add(texto(pagina(respuesta, 401)))
        assert not codigo or codigo not in respuesta.text
    (dicho,) = dichos
    assert "El código no es correcto, o ya se usó." in dicho


def test_without_the_first_step_there_is_no_second(ana: Enrolled, casa: Casa, navegador: Navegador) -> None:
    respuesta = navegador.post("/ingreso/paso", data={"codigo": ana.code(casa)})
    assert "volvé a ingresar" in texto(pagina(respuesta, 401))
    _clave(navegador)
    casa.clock.adelantar(DURA)
    respuesta = navegador.post("/ingreso/paso", data={"codigo": ana.code(casa)})
    assert "volvé a ingresar" in texto(pagina(respuesta, 401))
    navegador.cookies.set("paso", "A" * 200)
    assert navegador.get("/ingreso/paso").headers["location"] == "/ingreso"


def test_another_browser_cannot_go_on_with_it(ana: Enrolled, casa: Casa, navegador: Navegador) -> None:
    _clave(navegador)
    with browsing(casa) as otro:
        assert otro.post("/ingreso/paso", data={"codigo": ana.code(casa)}).status_code == 401


def test_guesses_have_to_wait(ana: Enrolled, casa: Casa, navegador: Navegador) -> None:
    _clave(navegador)
    for _ in range(5):
        navegador.post("/ingreso/paso", data={"codigo": "000000"})
    respuesta = navegador.post("/ingreso/paso", data={"codigo": ana.code(casa)})
    assert "probá de nuevo en 5 minutos" in texto(pagina(respuesta, 429))
    assert respuesta.headers["retry-after"] == "300"


def test_a_passkey_signs_in_without_a_name(device: Device, navegador: Navegador) -> None:
    arbol = pagina(navegador.get("/ingreso"))
    assert por_id(arbol, "usuario").get("autocomplete") == "username webauthn"
    assert "/ingreso/llave" in acciones(arbol)
    opciones = navegador.get("/ingreso/llave/opciones")
    assert opciones.headers["content-type"].startswith("application/json")
    assert opciones.headers["cache-control"] == "no-store, private"
    entra = navegador.post("/ingreso/llave", data={"passkey": device.use(opciones.text), "siguiente": "/historial"})
    assert (entra.status_code, entra.headers["location"]) == (303, "/historial")
    assert navegador.get("/deudas").status_code == 200


def test_the_same_answer_twice_and_junk_get_the_same_words(device: Device, navegador: Navegador) -> None:
    dicha = device.use(navegador.get("/ingreso/llave/opciones").text)
    navegador.post("/ingreso/llave", data={"passkey": dicha})
    navegador.cookies.clear()
    for mala in (dicha, "", "{}", "[]", "x" * 9000, '{"id": 7}'):
        respuesta = navegador.post("/ingreso/llave", data={"passkey": mala})
        assert "No pudimos comprobar esa llave de acceso" in texto(pagina(respuesta, 401))


def test_where_the_address_is_a_number_no_passkey_is_offered(casa: Casa) -> None:
    casa.settings = type(casa.settings)(sqlite_path=casa.settings.sqlite_path, url_publica="http://127.0.0.1:8000")
    with browsing(casa) as navegador:
        arbol = pagina(navegador.get("/ingreso"))
        assert acciones(arbol) == {"/ingreso"}
        assert navegador.get("/ingreso/llave/opciones").status_code == 422


def test_a_token_asks_for_the_code_too(ana: Enrolled, casa: Casa, navegador: Navegador) -> None:
    credenciales = {"username": ANA, "password": datos.CLAVE}
    sin = navegador.post("/token", data=credenciales, headers={"accept": "application/json"})
    assert (sin.status_code, sin.json()["codigo"], sin.json()["error"]) == (401, "factor-requerido", "invalid_grant")
    mal = navegador.post("/token", data=credenciales | {"otp": "000000"}, headers={"accept": "application/json"})
    assert (mal.status_code, mal.json()["codigo"]) == (401, "codigo-incorrecto")
    larga = navegador.post("/token", data=credenciales | {"otp": "0" * 41}, headers={"accept": "application/json"})
    assert (larga.status_code, larga.json()["campo"]) == (400, "otp")
    con = navegador.post("/token", data=credenciales | {"otp": ana.code(casa)}, headers={"accept": "application/json"})
    assert con.status_code == 200
    token = {"authorization": f"Bearer {con.json()['access_token']}", "accept": "application/json"}
    assert navegador.get("/pagos", headers=token).status_code == 200
