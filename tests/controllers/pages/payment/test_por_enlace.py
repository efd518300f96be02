"""The payer's pages, from the link to the receipt, in a browser that has no session."""

from xml.etree.ElementTree import Element

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from tests import datos, journeys
from tests.conftest import PAGINA, Casa
from tests.pages import acciones, enlaces, pagina, texto, titulo

Navegador = TestClient[Litestar]
PRIVADO = (datos.TRES_Y_AGUA, "4.567.890", datos.CLIENTES[datos.TRES_Y_AGUA][0], "Cuota 3 de 60")


@pytest.fixture
def token(casa: Casa) -> str:
    return journeys.enlace(casa)[0]


@pytest.fixture
def nadie(anonimo: Navegador) -> Navegador:
    anonimo.headers.update(PAGINA)
    return anonimo


def _campos(arbol: Element) -> dict[str, str]:
    ocultos = (campo for campo in arbol.iter("input") if campo.get("type") == "hidden")
    return {str(campo.get("name")): str(campo.get("value")) for campo in ocultos}


def _al_banco(nadie: Navegador, token: str) -> str:
    """Presses the button; the path of the bank's page."""
    ruta = f"/por-enlace/{token}"
    respuesta = nadie.post(ruta, data=_campos(pagina(nadie.get(ruta))), follow_redirects=False)
    assert respuesta.status_code == 303
    return respuesta.headers["location"].removeprefix("http://localhost:8000")


def _decide(nadie: Navegador, banco: str, accion: str) -> str:
    vuelta = nadie.post(banco, data={"accion": accion}, follow_redirects=False)
    return vuelta.headers["location"].removeprefix("http://localhost:8000")


def test_the_cart_shows_its_total_and_items_and_nobody_s_data(nadie: Navegador, token: str) -> None:
    leido = texto(pagina(nadie.get(f"/por-enlace/{token}")))
    for parte in ("A•••", "Cuota 1 de 60", "Agua de 09/2026", "Gs. 1.791.475", "Todavía no se debita nada"):
        assert parte in leido, parte
    for privado in (*PRIVADO, "Movimiento"):
        assert privado not in leido


def test_opening_it_uses_nothing(nadie: Navegador, token: str) -> None:
    for _ in range(3):
        assert "Pagar Gs. 1.791.475" in texto(pagina(nadie.get(f"/por-enlace/{token}")))


def test_it_is_paid_and_the_receipt_is_masked_in_page_and_paper(nadie: Navegador, token: str) -> None:
    recibo = _decide(nadie, _al_banco(nadie, token), "aprobar")
    assert recibo.startswith("/pago-por-enlace/")
    respuesta = nadie.get(recibo)
    assert respuesta.headers["cache-control"] == "no-store, private"
    arbol = pagina(respuesta)
    assert titulo(arbol) == "Pago realizado"
    assert "Pagaste porA•••" in texto(arbol)
    for privado in (*PRIVADO, "Movimiento", "Saldo después"):
        assert privado not in texto(arbol)
    assert nadie.get(f"{recibo}/pdf").content.startswith(b"%PDF")
    assert nadie.get(f"{recibo}/qr.svg").headers["content-type"].startswith("image/svg")
    assert "ya se pagó" in texto(pagina(nadie.get(f"/por-enlace/{token}"), 404))


def test_the_owner_has_the_payment_and_is_told_who_paid(casa: Casa, web: Navegador, token: str) -> None:
    with TestClient(casa.app()) as nadie:
        nadie.headers.update(PAGINA)
        _decide(nadie, _al_banco(nadie, token), "aprobar")
    historial = pagina(web.get("/historial"))
    propio = next(uno for uno in enlaces(historial) if uno.startswith("/comprobantes/"))
    assert "Otra persona, por un enlace tuyo" in texto(pagina(web.get(propio)))


def test_a_link_that_is_being_paid_leads_to_its_payment_which_can_be_given_up(nadie: Navegador, token: str) -> None:
    _al_banco(nadie, token)
    espera = nadie.get(f"/por-enlace/{token}")
    ruta = espera.url.path
    assert ruta.startswith("/pago-por-enlace/")
    assert f"{ruta}/liberar" in acciones(pagina(espera))
    assert nadie.get(f"{ruta}/estado", follow_redirects=False).headers["location"] == ruta
    assert nadie.get(f"{ruta}/estado", headers={"hx-request": "true"}).status_code == 200
    pagina(nadie.get(f"{ruta}/pdf"), 404)
    for _ in range(2):
        leido = texto(pagina(nadie.post(f"{ruta}/liberar")))
        assert "volvé a abrir el enlace" in leido
    assert nadie.get(f"{ruta}/estado", headers={"hx-request": "true"}).headers["hx-refresh"] == "true"
    assert titulo(pagina(nadie.get(f"/por-enlace/{token}"))) == "Pagar por otra persona"


def test_another_total_is_told_and_nothing_is_begun(nadie: Navegador, token: str) -> None:
    ruta = f"/por-enlace/{token}"
    campos = _campos(pagina(nadie.get(ruta)))
    arbol = pagina(nadie.post(ruta, data=campos | {"total": "1000"}), 409)
    assert "El total cambió desde que lo viste" in texto(arbol)
    assert "Pagar Gs. 1.791.475" in texto(arbol)


def test_what_was_paid_by_another_way_is_told_in_a_sentence(casa: Casa, nadie: Navegador, token: str) -> None:
    journeys.pagado(casa)
    arbol = pagina(nadie.get(f"/por-enlace/{token}"))
    assert "Esto ya no se puede pagar así" in texto(arbol)
    assert f"/por-enlace/{token}" not in acciones(arbol)


@pytest.mark.parametrize("campos", [{}, {"total": "mil", "idsession": "1"}, {"total": "1", "idsession": "x"}])
def test_a_broken_form_is_refused(nadie: Navegador, token: str, campos: dict[str, str]) -> None:
    assert nadie.post(f"/por-enlace/{token}", data=campos).status_code in {400, 404, 409, 422}


def test_what_is_no_link_is_a_page_that_says_so(nadie: Navegador) -> None:
    for ruta in ("/por-enlace/x", f"/por-enlace/{'a' * 43}"):
        assert "ya no sirve" in texto(pagina(nadie.get(ruta), 404))
    pagina(nadie.get(f"/pago-por-enlace/{'a' * 43}"), 404)
