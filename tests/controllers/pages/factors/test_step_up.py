import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from portal.operations.access.ingreso import SESION_PAGINA
from portal.rules.access.step_up import VALE
from portal.structs.pagos import Estado
from tests import datos
from tests.authenticator import Device
from tests.conftest import Casa
from tests.enrolled import ORIGIN, application_of, browsing, named, passkey_of
from tests.journeys import dudoso, pagado
from tests.pages import pagina, por_id, texto, titulo

Navegador = TestClient[Litestar]
Entrar = Callable[[str], Navegador]
TARDE = VALE + timedelta(seconds=1)
DONDE = {"referer": "http://testserver.local/operador/pagos/1"}


@pytest.fixture
def mesa(casa: Casa, entrar: Entrar) -> Navegador:
    """An operadora who signed in a while ago, and a payment of today."""
    pagado(casa)
    navegador = entrar("operadora")
    navegador.follow_redirects = False
    casa.clock.adelantar(TARDE)
    return navegador


def _pedir(navegador: Navegador, **campos: str) -> str:
    """Asks for the reversal; where that leads."""
    pedido = navegador.post("/operador/pagos/1/anular", data=campos, headers=DONDE)
    assert pedido.status_code == 307
    return str(pedido.headers["location"])


def _estado(casa: Casa) -> str:
    with closing(sqlite3.connect(casa.settings.sqlite_path)) as base:
        return str(base.execute("SELECT estado FROM portal_pago WHERE id = 1").fetchone()[0])


def test_an_act_is_asked_about_done_and_nothing_typed_is_lost(casa: Casa, mesa: Navegador) -> None:
    donde = _pedir(mesa, motivo="La clienta\r\neligió <mal>")
    assert urlsplit(donde).path == "/confirmar/pedido"
    assert parse_qs(urlsplit(donde).query) == {
        "accion": ["/operador/pagos/1/anular"],
        "siguiente": ["/operador/pagos/1"],
    }
    arbol = pagina(mesa.post(donde, data={"motivo": "La clienta\r\neligió <mal>"}))
    assert titulo(arbol) == "Confirmá que sos vos"
    formulario = next(uno for uno in arbol.iter("form") if "/confirmar" in str(uno.get("action")))
    campos = {str(uno.get("name")): str(uno.get("value")) for uno in formulario.iter("input") if uno.get("name")}
    assert campos["motivo"].replace("\r\n", "\n") == "La clienta\neligió <mal>"
    campos["confirmacion"] = datos.CLAVE
    hecho = mesa.post(str(formulario.get("action")), data=campos)
    assert (hecho.status_code, hecho.headers["location"]) == (307, "/operador/pagos/1/anular")
    assert mesa.post(hecho.headers["location"], data=campos).headers["location"] == "/operador/pagos/1?hecho=anulado"
    assert _estado(casa) == Estado.ANULADO


def test_a_wrong_password_keeps_what_was_typed_and_does_nothing(casa: Casa, mesa: Navegador) -> None:
    donde = _pedir(mesa, motivo="La clienta eligió mal").replace("/pedido", "")
    mal = mesa.post(donde, data={"motivo": "La clienta eligió mal", "confirmacion": "no es esta"})
    arbol = pagina(mal, 422)
    assert "no es esta" not in mal.text
    assert "La clave actual no es correcta" in texto(arbol)
    motivos = [uno.get("value") for uno in arbol.iter("input") if uno.get("name") == "motivo"]
    assert set(motivos) == {"La clienta eligió mal"}
    assert _estado(casa) == Estado.PAGADO


def test_a_recent_proof_is_not_asked_for(casa: Casa, entrar: Entrar) -> None:
    pagado(casa)
    mesa = entrar("operadora")
    hecho = mesa.post("/operador/pagos/1/anular", data={"motivo": "La clienta eligió mal"}, follow_redirects=False)
    assert hecho.headers["location"] == "/operador/pagos/1?hecho=anulado"


@pytest.mark.parametrize("acto", ["resolver", "devuelto"])
def test_what_settles_a_doubt_is_asked_about_too(casa: Casa, entrar: Entrar, acto: str) -> None:
    dudoso(casa)
    mesa = entrar("operadora")
    casa.clock.adelantar(TARDE)
    pedido = mesa.post(
        f"/operador/pagos/1/{acto}",
        data={"estado": "NO_EJECUTADO", "evidencia": "El banco dice que no"},
        follow_redirects=False,
    )
    assert pedido.headers["location"].startswith("/confirmar/pedido?")


def test_a_new_key_of_a_channel_is_asked_about_too(casa: Casa, entrar: Entrar) -> None:
    jefa = entrar("jefa")
    casa.clock.adelantar(TARDE)
    campos = {"nombre": "Caja", "motivo": "La pidió el canal"}
    pedido = jefa.post("/operador/canales/canal-uno/credenciales", data=campos, follow_redirects=False)
    assert (pedido.status_code, pedido.headers["location"].split("?")[0]) == (307, "/confirmar/pedido")


@pytest.mark.parametrize("metodo", ["código", "llave de acceso"])
def test_who_has_a_factor_proves_it_by_that(casa: Casa, metodo: str) -> None:
    named(casa)
    ana, device = application_of(casa), passkey_of(casa, datos.AL_DIA)
    usuario = datos.TRES_Y_AGUA if metodo == "código" else datos.AL_DIA
    with browsing(casa) as navegador:
        if metodo == "código":
            navegador.post("/ingreso", data={"usuario": usuario, "clave": datos.CLAVE})
            navegador.post("/ingreso/paso", data={"codigo": ana.codes[0]})
        else:
            dicha = device.use(navegador.get("/ingreso/llave/opciones").text)
            navegador.post("/ingreso/llave", data={"passkey": dicha})
        casa.clock.adelantar(TARDE)
        lleva = navegador.get("/cuenta/factores/aplicacion").headers["location"]
        assert lleva == "/confirmar?siguiente=%2Fcuenta%2Ffactores%2Faplicacion"
        arbol = pagina(navegador.get(lleva))
        assert por_id(arbol, "confirmacion").get("type") == "text"
        (accion,) = {str(uno.get("action")) for uno in arbol.iter("form") if "confirmar" in str(uno.get("action"))}
        assert pagina(navegador.post(accion, data={"confirmacion": datos.CLAVE}), 422) is not None
        if metodo == "código":
            hecho = navegador.post(accion, data={"confirmacion": ana.code(casa)})
        else:
            hecho = navegador.post(accion, data={"passkey": device.use(navegador.get("/confirmar/opciones").text)})
        assert (hecho.status_code, hecho.headers["location"]) == (303, "/cuenta/factores/aplicacion")
        assert navegador.get("/cuenta/factores/aplicacion").status_code == 200


def test_a_fragment_sends_the_whole_page_there(mesa: Navegador) -> None:
    htmx = {"hx-request": "true", "hx-current-url": "http://testserver.local/operador/pagos/1"}
    pedido = mesa.post("/operador/pagos/1/anular", data={"motivo": "La clienta eligió mal"}, headers=htmx)
    assert pedido.headers["hx-redirect"] == "/confirmar?siguiente=%2Foperador%2Fpagos%2F1"


def test_a_password_that_came_along_is_never_written_into_the_page(mesa: Navegador) -> None:
    respuesta = mesa.post(
        "/confirmar/pedido?accion=%2Fcuenta%2Fclave&siguiente=%2Fcuenta", data={"actual": "mi clave secreta", "x": "1"}
    )
    assert "mi clave secreta" not in respuesta.text
    assert "accion=&amp;siguiente=%2Fcuenta" in respuesta.text


@pytest.mark.parametrize("ajena", ["//otro.com", "https://otro.com", "/\\otro.com", "otro", "javascript:alert(1)"])
def test_it_never_leads_to_another_site(mesa: Navegador, ajena: str) -> None:
    hecho = mesa.post("/confirmar", params={"accion": ajena, "siguiente": ajena}, data={"confirmacion": datos.CLAVE})
    assert (hecho.status_code, hecho.headers["location"]) == (303, "/operador")
    arbol = pagina(mesa.get("/confirmar", params={"siguiente": ajena}))
    assert ajena not in {uno.get("href") for uno in arbol.iter("a")}


def test_a_body_of_another_kind_is_refused(mesa: Navegador) -> None:
    assert mesa.post("/confirmar/pedido", json={"motivo": "x"}).status_code == 415
    forma = {"content-type": "application/x-www-form-urlencoded"}
    assert mesa.post("/confirmar/pedido", content=b"motivo=%FF", headers=forma).status_code == 400


def test_guesses_have_to_wait(mesa: Navegador) -> None:
    for _ in range(5):
        mesa.post("/confirmar", data={"confirmacion": "mal"})
    respuesta = mesa.post("/confirmar", data={"confirmacion": datos.CLAVE})
    assert "probá de nuevo en 30 segundos" in texto(pagina(respuesta, 429))
    assert respuesta.headers["retry-after"] == "30"


def test_the_cookie_is_another_one_and_a_tab_that_came_late_goes_on(mesa: Navegador) -> None:
    before = mesa.cookies["sesion"]
    sent = mesa.post("/confirmar?siguiente=%2Foperador", data={"confirmacion": datos.CLAVE})
    assert (sent.headers["location"], mesa.cookies["sesion"] == before) == ("/operador", False)
    cookie = sent.headers["set-cookie"]
    # The session ends when it would have: what is left of two hours.
    assert f"Max-Age={int((SESION_PAGINA - TARDE).total_seconds())};" in cookie
    assert "HttpOnly" in cookie
    assert mesa.get("/operador").status_code == 200
    # Another tab's request left with the cookie of before: it is sent to sign in, where the browser shows the new one.
    new = mesa.cookies["sesion"]
    mesa.cookies.clear()
    late = {"cookie": f"sesion={before}"}
    page = mesa.get("/operador/dia", headers=late)
    form = mesa.post("/operador/pagos/1/anular", data={"motivo": "x"}, headers=late | DONDE)
    fragment = mesa.get(
        "/operador", headers=late | {"hx-request": "true", "hx-current-url": "http://testserver.local/operador/dia"}
    )
    ways = [page.headers["location"], form.headers["location"], fragment.headers["hx-redirect"]]
    assert [way.partition("?siguiente=")[::2] for way in ways] == [
        ("/ingreso", "%2Foperador%2Fdia"),
        ("/ingreso", "%2Foperador%2Fpagos%2F1"),
        ("/ingreso", "%2Foperador%2Fdia"),
    ]
    went = [mesa.get(way, headers={"cookie": f"sesion={new}"}).headers["location"] for way in ways]
    assert went == ["/operador/dia", "/operador/pagos/1", "/operador/dia"]
    assert mesa.get(ways[0], headers=late).status_code == 200


def test_a_change_of_password_or_factor_changes_the_cookie_too(casa: Casa, entrar: Entrar) -> None:
    named(casa)
    web = entrar(datos.TRES_Y_AGUA)
    web.follow_redirects = False
    seen = [web.cookies["sesion"]]

    def changed(status: int, answer: Response) -> None:
        assert answer.status_code == status, answer.text
        seen.append(web.cookies["sesion"])
        assert web.get("/cuenta").status_code == 200
        gone = web.get("/cuenta", headers={"cookie": f"sesion={seen[-2]}"})
        assert gone.status_code == 303

    nueva = "una frase bastante larga"
    changed(303, web.post("/cuenta/clave", data={"actual": datos.CLAVE, "nueva": nueva, "repetida": nueva}))
    device = Device(ORIGIN)
    for status in (200, 303):  # the first brings recovery codes
        made = device.make(web.get("/cuenta/factores/passkey/opciones").text)
        changed(status, web.post("/cuenta/factores/passkey", data={"nombre": "Notebook", "passkey": made}))
        device = Device(ORIGIN)
    changed(303, web.post("/cuenta/factores/1/quitar"))
    assert len(set(seen)) == 5
