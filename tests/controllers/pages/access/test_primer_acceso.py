from litestar import Litestar
from litestar.testing import TestClient
from msgspec import structs

from portal.structs.cartas import ClaseDeCarta
from tests import datos
from tests.conftest import PAGINA, Casa
from tests.letters import last, token, waiting
from tests.operations.access.newcomers import CLAVE, CORREO, MOVIMIENTO, NUEVA, load
from tests.pages import acciones, enlaces, pagina, por_id, texto

Navegador = TestClient[Litestar]


def _prove(anonimo: Navegador, documento: str = NUEVA, movimiento: str = MOVIMIENTO, status: int = 303) -> str:
    """Where that leads, or what the page says."""
    anonimo.headers.update(PAGINA)
    answer = anonimo.post(
        "/primer-acceso", data={"documento": documento, "movimiento": movimiento}, follow_redirects=False
    )
    if status == 303:
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]
    return texto(por_id(pagina(answer, status), "contenido"))


def test_the_whole_way_from_the_sign_in_page_to_one_s_own_debts(casa: Casa, anonimo: Navegador) -> None:
    casa.operar(load)
    assert {"/primer-acceso", "/clave"} <= enlaces(pagina(anonimo.get("/ingreso")))
    where = _prove(anonimo, " 5.123.456 ", "nueva 1")
    assert acciones(pagina(anonimo.get(where))) == {where}
    sent = anonimo.post(where, data={"correo": CORREO}, follow_redirects=False)
    assert (sent.status_code, sent.headers["location"]) == (303, f"{where}?hecho=enviado")
    assert "Te mandamos un correo a esa dirección" in texto(pagina(anonimo.get(sent.headers["location"])))
    offer = f"/alta/{token(casa, ClaseDeCarta.ALTA)}"
    for _ in range(3):  # a program that looks through mail
        read = texto(pagina(anonimo.get(offer)))
    assert "Noelia Ñamandú" in read
    assert "5.123.456" not in read
    opened = anonimo.post(offer, data={"nueva": CLAVE, "telefono": "0981 123456"}, follow_redirects=False)
    assert (opened.status_code, opened.headers["location"]) == (303, "/ingreso?hecho=alta")
    assert "Tu cuenta está lista" in texto(pagina(anonimo.get("/ingreso?hecho=alta")))
    entered = anonimo.post("/ingreso", data={"usuario": NUEVA, "clave": CLAVE}, follow_redirects=False)
    assert entered.headers["location"] == "/deudas"
    assert "Cuota 1 de 60" in texto(pagina(anonimo.get("/deudas")))
    pagina(anonimo.get(offer), 404)
    pagina(anonimo.get(where), 404)


def test_whatever_is_wrong_the_page_is_the_same_but_for_what_was_typed(casa: Casa, anonimo: Navegador) -> None:
    casa.operar(load)
    causes = [(NUEVA, "NUEVA-9"), ("5999999", MOVIMIENTO), (datos.TRES_Y_AGUA, "A1"), (datos.SIN_DEUDAS, "A1")]
    said = {_prove(anonimo, *each, status=401) for each in causes}
    assert len(said) == 1
    assert "No pudimos abrir una cuenta con esos datos" in said.pop()
    assert waiting(casa) == []


def test_what_was_typed_wrong_comes_back_to_be_mended(casa: Casa, anonimo: Navegador) -> None:
    casa.operar(load)
    assert "El documento lleva entre 6 y 15" in _prove(anonimo, "12", status=422)
    where = _prove(anonimo)
    page = pagina(anonimo.post(where, data={"correo": "noelia@"}), 422)
    assert por_id(page, "correo").get("value") == "noelia@"
    assert "Escribí una dirección de correo" in texto(page)
    for _ in range(5):
        anonimo.post(where, data={"correo": CORREO})
    assert "Ya te mandamos 5 correos hoy" in texto(pagina(anonimo.post(where, data={"correo": CORREO}), 422))


def test_too_many_guesses_are_told_when_to_come_back(casa: Casa, anonimo: Navegador) -> None:
    casa.operar(load)
    anonimo.headers.update(PAGINA)
    for _ in range(5):
        _prove(anonimo, NUEVA, "X", 401)
    answer = anonimo.post("/primer-acceso", data={"documento": NUEVA, "movimiento": MOVIMIENTO})
    pagina(answer, 429)
    assert answer.headers["retry-after"] == "30"


def test_a_page_whose_address_is_a_secret_tells_it_nowhere(casa: Casa, anonimo: Navegador) -> None:
    casa.operar(load)
    where = _prove(anonimo)
    anonimo.post(where, data={"correo": CORREO})
    for address in (where, f"/alta/{last(casa, ClaseDeCarta.ALTA).datos['token']}", "/clave/x", "/correo/x"):
        answer = anonimo.get(address)
        assert answer.headers["referrer-policy"] == "strict-origin"
        assert "no-store" in answer.headers["cache-control"]


def test_each_thing_that_the_company_asks_for_has_its_box(casa: Casa) -> None:
    for asked, boxes in (
        ("movimiento", {"documento", "movimiento"}),
        ("movimiento,importe", {"documento", "movimiento", "importe"}),
        ("codigo", {"documento", "codigo"}),
        ("no", set()),
    ):
        casa.settings = structs.replace(casa.settings, primer_acceso=asked, primer_acceso_clave="x" * 40)
        with TestClient(casa.app()) as browser:
            page = pagina(browser.get("/primer-acceso"))
        assert {str(each.get("id")) for each in page.iter("input") if each.get("type") != "hidden"} == boxes
    with TestClient(casa.app()) as browser:
        browser.headers.update(PAGINA)
        pagina(browser.post("/primer-acceso", data={"documento": NUEVA}), 404)
