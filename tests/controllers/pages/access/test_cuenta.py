from litestar import Litestar
from litestar.testing import TestClient

from portal.operations.access import ingreso
from portal.operations.portal import Portal
from tests import datos
from tests.conftest import Casa
from tests.pages import acciones, pagina, por_id, texto

Navegador = TestClient[Litestar]
NUEVA = "una frase bastante larga"


def _cambiar(web: Navegador, actual: str, nueva: str, repetida: str) -> tuple[int, str]:
    respuesta = web.post(
        "/cuenta/clave", data={"actual": actual, "nueva": nueva, "repetida": repetida}, follow_redirects=False
    )
    if respuesta.status_code == 303:
        return 303, respuesta.headers["location"]
    arbol = pagina(respuesta, 422)
    marcado = [control.get("id") or "" for control in arbol.iter("input") if control.get("aria-invalid")]
    assert all(clave not in respuesta.text for clave in (actual, nueva) if clave)
    return 422, marcado[0]


def test_it_tells_who_is_signed_in_without_the_whole_documento(web: Navegador) -> None:
    leido = texto(pagina(web.get("/cuenta")))
    assert "Ana Ñandutí Benítez" in leido
    assert "•.•••.890" in leido
    assert datos.TRES_Y_AGUA not in leido
    assert "4.567.890" not in leido


def test_the_password_changes_and_only_then(web: Navegador, anonimo: Navegador) -> None:
    assert _cambiar(web, "no es esta", NUEVA, NUEVA) == (422, "actual")
    assert _cambiar(web, datos.CLAVE, "corta", "corta") == (422, "nueva")
    assert _cambiar(web, datos.CLAVE, NUEVA, NUEVA + "!") == (422, "repetida")
    assert _cambiar(web, datos.CLAVE, NUEVA, NUEVA) == (303, "/cuenta?hecho=clave")
    assert "Cambiaste la clave." in texto(pagina(web.get("/cuenta?hecho=clave")))
    entra = anonimo.post("/ingreso", data={"usuario": datos.TRES_Y_AGUA, "clave": NUEVA}, follow_redirects=False)
    assert entra.status_code == 303


def test_another_session_may_be_closed(casa: Casa, web: Navegador) -> None:
    async def otra(portal: Portal) -> str:
        _, sesion = await ingreso.entrar(
            portal, datos.TRES_Y_AGUA, datos.CLAVE, puerta="pagina", agente="Firefox/130 (Windows)", ip="10.0.0.9"
        )
        return sesion.sid

    cierre = f"/cuenta/sesiones/{casa.operar(otra)}/cerrar"
    arbol = pagina(web.get("/cuenta"))
    assert "Firefox en Windows" in texto(arbol)
    assert cierre in acciones(arbol)
    assert web.post(cierre, follow_redirects=False).headers["location"] == "/cuenta?hecho=sesion"
    assert cierre not in acciones(pagina(web.get("/cuenta")))
    pagina(web.post(cierre), 404)


def test_the_theme_is_remembered_on_the_device(web: Navegador) -> None:
    web.post("/cuenta/tema", data={"tema": "oscuro"})
    arbol = pagina(web.get("/cuenta"))
    assert arbol.get("data-tema") == "oscuro"
    web.post("/cuenta/tema", data={"tema": "sistema"})
    assert pagina(web.get("/cuenta")).get("data-tema") is None


def test_a_made_up_theme_is_refused(web: Navegador) -> None:
    assert web.post("/cuenta/tema", data={"tema": '"><script>'}).status_code in {400, 422}
    assert pagina(web.get("/cuenta")).get("data-tema") is None


def test_a_made_up_notice_is_not_repeated(web: Navegador) -> None:
    respuesta = web.get("/cuenta?hecho=Llamá al 0991")
    assert "0991" not in texto(pagina(respuesta))
    assert por_id(pagina(respuesta), "t-datos") is not None
