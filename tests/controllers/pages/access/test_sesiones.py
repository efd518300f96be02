"""What begins and ends a session, at the doors, and the browser that is known from then on."""

import logging
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import jwt
import pytest
from litestar import Litestar
from litestar.testing import TestClient
from msgspec import structs

from portal.settings import Settings
from portal.structs.usuarios import Equipo
from portal.web import auth, device
from tests import datos
from tests.conftest import PAGINA, Casa
from tests.pages import pagina, texto

Navegador = TestClient[Litestar]
ANA, OTRA = datos.TRES_Y_AGUA, datos.AL_DIA


def ingresar(navegador: Navegador, usuario: str = ANA, clave: str = datos.CLAVE) -> int:
    respuesta = navegador.post(
        "/ingreso", data={"usuario": usuario, "clave": clave}, headers=PAGINA, follow_redirects=False
    )
    return respuesta.status_code


def auditoria(casa: Casa, *acciones: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(casa.settings.sqlite_path)) as base:
        filas = base.execute("SELECT accion, actor, objeto, resultado, direccion FROM portal_auditoria ORDER BY id")
        return [fila for fila in filas if fila[0] in acciones]


def test_signing_in_ends_the_session_that_it_replaces(casa: Casa, anonimo: Navegador) -> None:
    assert ingresar(anonimo) == 303
    primera = anonimo.cookies["sesion"]
    assert ingresar(anonimo, OTRA) == 303
    assert anonimo.get("/cuenta", headers=PAGINA).status_code == 200
    assert anonimo.cookies["sesion"] != primera
    vieja = anonimo.get("/cuenta", headers=PAGINA | {"cookie": f"sesion={primera}"}, follow_redirects=False)
    assert vieja.status_code == 303
    sid = jwt.decode(primera, options={"verify_signature": False})["sid"]
    assert auditoria(casa, "sesion-cerrar") == [("sesion-cerrar", ANA, sid[:8], "ok", "testclient")]


def test_a_sign_in_that_fails_ends_nothing(anonimo: Navegador) -> None:
    assert ingresar(anonimo) == 303
    assert ingresar(anonimo, clave="no es esa") == 401
    assert anonimo.get("/cuenta", headers=PAGINA).status_code == 200


def test_leaving_clears_what_the_browser_kept_but_who_it_is(casa: Casa, web: Navegador) -> None:
    respuesta = web.post("/salir", follow_redirects=False)
    assert respuesta.headers["clear-site-data"] == '"cache", "storage"'
    assert "disp" in web.cookies
    assert "sesion" not in web.cookies
    assert auditoria(casa, "salir") == [("salir", ANA, ANA, "ok", "testclient")]


def test_a_closed_session_and_a_wrong_present_password_leave_their_rows(
    casa: Casa, entrar: Callable[[str], Navegador]
) -> None:
    entrar(ANA)
    with TestClient(casa.app()) as otra:
        ingresar(otra)
        sid = jwt.decode(otra.cookies["sesion"], options={"verify_signature": False})["sid"]
    web = entrar(ANA)  # which replaces its own
    assert web.post(f"/cuenta/sesiones/{sid}/cerrar", follow_redirects=False).status_code == 303
    cambio = {"actual": "no es esa", "nueva": "una frase larga", "repetida": "una frase larga"}
    assert web.post("/cuenta/clave", data=cambio).status_code == 422
    assert web.post("/cuenta/clave", data=cambio | {"actual": datos.CLAVE}, follow_redirects=False).status_code == 303
    assert auditoria(casa, "sesion-cerrar", "clave-cambiar")[1:] == [
        ("sesion-cerrar", ANA, sid[:8], "ok", "testclient"),
        ("clave-cambiar", ANA, ANA, "clave-incorrecta", "testclient"),
        ("clave-cambiar", ANA, ANA, "ok", "testclient"),
    ]


def test_the_present_password_may_be_tried_as_often_as_to_sign_in(casa: Casa, web: Navegador) -> None:
    cambio = {"actual": "no es esa", "nueva": "una frase larga", "repetida": "una frase larga"}
    estados = [web.post("/cuenta/clave", data=cambio).status_code for _ in range(8)]
    assert estados == [422] * 5 + [429] * 3
    frenada = web.post("/cuenta/clave", data=cambio | {"actual": datos.CLAVE})
    assert frenada.headers["retry-after"] == "30"
    assert "probá de nuevo en 30 segundos" in texto(pagina(frenada, 429))
    assert ingresar(web) == 429  # the same count
    casa.clock.adelantar(timedelta(seconds=30))
    assert web.post("/cuenta/clave", data=cambio | {"actual": datos.CLAVE}, follow_redirects=False).status_code == 303


def test_a_right_password_at_the_wrong_door_is_told_and_written_down(casa: Casa, anonimo: Navegador) -> None:
    for _ in range(7):  # right ones are no failures
        assert ingresar(anonimo, "canal-uno") == 403
        respuesta = anonimo.post("/token", data={"username": "operadora", "password": datos.CLAVE})
        assert respuesta.status_code == 403
    assert auditoria(casa, "ingreso", "acceso-negado")[-2:] == [
        ("ingreso", "PORTAL", "canal-uno", "puerta-equivocada", "testclient"),
        ("ingreso", "PORTAL", "operadora", "puerta-equivocada", "testclient"),
    ]
    assert len(auditoria(casa, "ingreso", "acceso-negado")) == 14


def test_the_owner_s_browser_enters_while_somebody_guesses(casa: Casa, anonimo: Navegador) -> None:
    assert ingresar(anonimo) == 303
    conocido = anonimo.cookies["disp"]
    anonimo.cookies.clear()
    assert [ingresar(anonimo, clave="no es esa") for _ in range(6)] == [401] * 5 + [429]
    assert ingresar(anonimo) == 429
    for cookie in ("", "x", conocido[:-3] + "AAA", anonimo.cookies.get("sesion", "x.y.z")):
        anonimo.cookies.set("disp", cookie)
        assert ingresar(anonimo) == 429
    anonimo.cookies.clear()
    anonimo.cookies.set("disp", conocido)
    assert ingresar(anonimo) == 303
    casa.clock.adelantar(device.DURA)
    anonimo.cookies.delete("sesion")
    assert [ingresar(anonimo, clave="no es esa") for _ in range(2)] == [401, 429]  # known no more


def test_a_browser_knows_five_accounts_and_is_told_by_no_name() -> None:
    ajustes = Settings()
    equipo: Equipo | None = None
    for cuenta in ("a", "b", "c", "d", "e", "f", "c"):
        galleta = device.galleta(ajustes, equipo, cuenta, datos.AHORA)
        equipo = device.leer(ajustes, {"disp": str(galleta.value)}, datos.AHORA)
        assert equipo is not None
    assert equipo is not None
    assert equipo.cuentas == ("c", "f", "e", "d", "b")
    assert device.leer(ajustes, {"disp": str(galleta.value)}, datos.AHORA + device.DURA) is None
    assert device.leer(structs.replace(ajustes, secret_key="x" * 40), {"disp": str(galleta.value)}, datos.AHORA) is None


def test_in_production_the_browser_s_cookie_is_for_this_host_alone() -> None:
    produccion = structs.replace(Settings(), environment="production")
    galleta = device.galleta(produccion, None, "a", datos.AHORA)
    assert (galleta.key, galleta.secure, galleta.httponly, galleta.samesite) == ("__Host-disp", True, True, "strict")
    assert (galleta.path, galleta.domain) == ("/", None)


def test_neither_cookie_stands_for_the_other(casa: Casa, web: Navegador) -> None:
    sesion, equipo = web.cookies["sesion"], web.cookies["disp"]
    assert device.leer(casa.settings, {"disp": sesion}, casa.clock()) is None
    respuesta = web.get("/cuenta", headers=PAGINA | {"cookie": f"sesion={equipo}"}, follow_redirects=False)
    assert respuesta.status_code == 303
    assert auth.TIPO != device.TIPO


@pytest.mark.parametrize("usuario", [ANA, "no-existe"])
def test_who_exists_and_who_does_not_are_answered_alike(anonimo: Navegador, usuario: str) -> None:
    vistas = []
    for _ in range(7):
        api = anonimo.post("/token", data={"username": usuario, "password": "no es esa"})
        vistas.append((api.status_code, api.headers.get("retry-after"), api.json()["codigo"]))
    assert vistas == [(401, None, "ingreso-rechazado")] * 5 + [(429, "30", "demasiados-intentos")] * 2


def test_a_name_that_nobody_has_is_stored_nowhere(
    casa: Casa, anonimo: Navegador, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    canario = "MiClaveSecreta9"
    with caplog.at_level(logging.INFO):
        for nro in range(7):
            ingresar(anonimo, f"{canario}{nro // 6}", "no es esa")
            anonimo.post("/token", data={"username": canario, "password": "no es esa"})
    rastros = [ruta.read_bytes() for ruta in Path(casa.settings.sqlite_path).parent.glob("casa.sqlite3*")]
    escrito = b"".join(rastros) + caplog.text.encode() + "".join(capsys.readouterr()).encode()
    assert b"ingreso-frenado" in escrito
    assert canario.lower().encode() not in escrito.lower()
    objetos = {str(fila[2]) for fila in auditoria(casa, "ingreso")}
    assert len(objetos) == 3
    assert all(re.fullmatch(r"desconocido-[0-9a-f]{16}", objeto) for objeto in objetos)


def test_all_the_other_sessions_end_at_once_and_this_one_stays(casa: Casa, anonimo: Navegador) -> None:
    assert ingresar(anonimo) == 303
    suya = anonimo.cookies["sesion"]
    assert "Cerrar todas las otras" not in texto(pagina(anonimo.get("/cuenta", headers=PAGINA)))
    ajenas = []
    for usuario in (ANA, ANA, OTRA):
        anonimo.cookies.clear()
        assert ingresar(anonimo, usuario) == 303
        ajenas.append(anonimo.cookies["sesion"])
    anonimo.cookies.clear()

    def cuenta(sesion: str) -> int:
        pedido = PAGINA | {"cookie": f"sesion={sesion}"}
        return anonimo.get("/cuenta", headers=pedido, follow_redirects=False).status_code

    assert [cuenta(sesion) for sesion in (suya, *ajenas)] == [200, 200, 200, 200]
    pedido = PAGINA | {"cookie": f"sesion={suya}"}
    assert "Cerrar todas las otras" in texto(pagina(anonimo.get("/cuenta", headers=pedido)))
    hecho = anonimo.post("/cuenta/sesiones/cerrar-otras", headers=pedido, follow_redirects=False)
    assert hecho.headers["location"] == "/cuenta?hecho=otras"
    assert [cuenta(sesion) for sesion in (suya, *ajenas)] == [200, 303, 303, 200]
    assert ("sesion-cerrar", ANA, "otras", "ok", "testclient") in auditoria(casa, "sesion-cerrar")
    assert anonimo.post("/cuenta/sesiones/cerrar-otras", headers=pedido, follow_redirects=False).status_code == 303
    assert len(auditoria(casa, "sesion-cerrar")) == 1
