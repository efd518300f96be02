from datetime import timedelta

from litestar import Litestar
from litestar.testing import TestClient

from portal.rules.access.step_up import VALE
from portal.structs.cartas import ClaseDeCarta
from tests import datos
from tests.conftest import PAGINA, Casa
from tests.enrolled import application_of, browsing
from tests.letters import token
from tests.pages import acciones, pagina, por_id, texto

Navegador = TestClient[Litestar]
ANA, CORREO = datos.TRES_Y_AGUA, "ana@ejemplo.com.py"


def test_the_address_is_changed_by_the_press_of_its_link(casa: Casa, web: Navegador) -> None:
    assert "Tu cuenta no tiene correo" in texto(pagina(web.get("/cuenta")))
    asked = web.post("/cuenta/correo", data={"correo": CORREO, "clave_correo": datos.CLAVE}, follow_redirects=False)
    assert asked.headers["location"] == "/cuenta?hecho=correo-pedido"
    assert "Te mandamos un enlace a la dirección nueva" in texto(pagina(web.get("/cuenta?hecho=correo-pedido")))
    assert "Tu cuenta no tiene correo" in texto(pagina(web.get("/cuenta")))
    link = f"/correo/{token(casa, ClaseDeCarta.CORREO_NUEVO)}"
    for _ in range(3):
        page = pagina(web.get(link))
    assert acciones(page) == {link, "/salir"}
    assert web.post(link, follow_redirects=False).headers["location"] == "/cuenta?hecho=correo"
    assert f"Te escribimos a {CORREO}" in texto(pagina(web.get("/cuenta?hecho=correo")))
    pagina(web.post(link), 404)


def test_who_reads_mail_on_another_device_is_led_to_sign_in(casa: Casa, web: Navegador) -> None:
    web.post("/cuenta/correo", data={"correo": CORREO, "clave_correo": datos.CLAVE})
    link = f"/correo/{token(casa, ClaseDeCarta.CORREO_NUEVO)}"
    with TestClient(casa.app()) as elsewhere:
        elsewhere.headers.update(PAGINA)
        assert elsewhere.post(link, follow_redirects=False).headers["location"] == "/ingreso?hecho=correo"


def test_what_is_wrong_is_told_beside_its_box(web: Navegador) -> None:
    for correo, clave, box in (("ana", datos.CLAVE, "correo"), (CORREO, "no es esa", "clave_correo")):
        answer = web.post("/cuenta/correo", data={"correo": correo, "clave_correo": clave})
        page = pagina(answer, 422)
        assert por_id(page, box).get("aria-invalid") == "true"
        assert por_id(page, "correo").get("value") == correo
        assert clave not in answer.text
    for _ in range(4):
        web.post("/cuenta/correo", data={"correo": CORREO, "clave_correo": "no es esa"})
    waits = web.post("/cuenta/correo", data={"correo": CORREO, "clave_correo": datos.CLAVE})
    assert por_id(pagina(waits, 429), "clave_correo").get("aria-invalid") == "true"
    assert waits.headers["retry-after"] == "30"


def test_a_phone_is_kept_or_told(web: Navegador) -> None:
    kept = web.post("/cuenta/telefono", data={"telefono": " 0981 123 456 "}, follow_redirects=False)
    assert kept.headers["location"] == "/cuenta?hecho=telefono"
    assert por_id(pagina(web.get("/cuenta")), "telefono").get("value") == "0981 123 456"
    page = pagina(web.post("/cuenta/telefono", data={"telefono": "no tengo"}), 422)
    assert por_id(page, "telefono").get("value") == "no tengo"


def test_who_has_a_factor_is_sent_to_prove_it_and_the_address_goes_along(casa: Casa) -> None:
    ana = application_of(casa)
    with browsing(casa) as web:
        web.post("/ingreso", data={"usuario": ANA, "clave": datos.CLAVE})
        web.post("/ingreso/paso", data={"codigo": ana.codes[0]})
        assert "clave_correo" not in web.get("/cuenta").text
        casa.clock.adelantar(VALE + timedelta(seconds=1))
        asked = web.post("/cuenta/correo", data={"correo": CORREO}).headers["location"]
        assert CORREO in web.post(asked, data={"correo": CORREO}).text
        # What is typed in the box of before, for the password, is never written into a page.
        assert datos.CLAVE not in web.post(asked, data={"correo": CORREO, "clave_correo": datos.CLAVE}).text
        sent = {"correo": CORREO, "confirmacion": ana.codes[1]}
        done = web.post(asked.replace("/pedido", ""), data=sent)
        assert (done.status_code, done.headers["location"]) == (307, "/cuenta/correo")
        assert web.post("/cuenta/correo", data=sent).headers["location"] == "/cuenta?hecho=correo-pedido"
