from litestar import Litestar
from litestar.testing import TestClient

from tests import journeys
from tests.conftest import Casa
from tests.pages import enlaces, pagina, texto

Navegador = TestClient[Litestar]


def test_without_payments_it_says_what_to_do(web: Navegador) -> None:
    arbol = pagina(web.get("/historial"))
    assert "Todavía no pagaste nada por acá" in texto(arbol)
    assert "/deudas" in enlaces(arbol)


def test_every_attempt_is_there_with_its_state(casa: Casa, web: Navegador) -> None:
    rechazado = journeys.en_el_banco(casa, journeys.iniciar(casa), "rechazar")
    pagado = journeys.pagado(casa)
    arbol = pagina(web.get("/historial"))
    leido = texto(arbol)
    assert f"Comprobante {pagado.numero}" in leido
    assert f"Intento {rechazado.numero}" in leido
    assert leido.index(pagado.numero) < leido.index(rechazado.numero)
    assert {f"/comprobantes/{pago.cod_transaccion}" for pago in (rechazado, pagado)} <= enlaces(arbol)


def test_it_goes_on_page_by_page_without_losing_any(casa: Casa, web: Navegador) -> None:
    for _ in range(21):
        journeys.en_el_banco(casa, journeys.iniciar(casa), "rechazar")
    primera = pagina(web.get("/historial"))
    siguiente = next(enlace for enlace in enlaces(primera) if enlace.startswith("/historial?desde="))
    segunda = pagina(web.get(siguiente))
    vistos = [{e for e in enlaces(arbol) if e.startswith("/comprobantes/")} for arbol in (primera, segunda)]
    assert [len(parte) for parte in vistos] == [20, 1]
    assert not vistos[0] & vistos[1]
    assert not any(enlace.startswith("/historial?desde=") for enlace in enlaces(segunda))


def test_a_made_up_page_is_refused_and_not_repeated(web: Navegador) -> None:
    respuesta = web.get("/historial?desde=<b>no</b>")
    pagina(respuesta, 400)
    assert "<b>no</b>" not in respuesta.text
