import re
from datetime import timedelta

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from tests import journeys
from tests.conftest import PAGINA, Casa
from tests.pages import acciones, pagina, texto, titulo

Navegador = TestClient[Litestar]


def _responder(navegador: Navegador, casa: Casa, accion: str) -> str:
    """What the customer reads on coming back."""
    pago = journeys.iniciar(casa)
    respuesta = navegador.post(
        f"/banco-demo/{pago.referencia}", data={"accion": accion}, headers=PAGINA, follow_redirects=False
    )
    assert respuesta.status_code == 303
    assert respuesta.headers["location"].endswith(f"/comprobantes/{pago.cod_transaccion}")
    return titulo(pagina(navegador.get(f"/comprobantes/{pago.cod_transaccion}")))


def test_the_bank_is_no_page_of_ours_and_says_that_no_money_is_real(casa: Casa, anonimo: Navegador) -> None:
    pago = journeys.iniciar(casa)
    respuesta = anonimo.get(f"/banco-demo/{pago.referencia}")
    arbol = pagina(respuesta)
    assert "Demostración: no hay dinero real" in texto(arbol)
    assert "portal.css" not in respuesta.text
    assert acciones(arbol) == {f"/banco-demo/{pago.referencia}"}
    assert {boton.get("value") for boton in arbol.iter("button")} == {
        "aprobar",
        "rechazar",
        "demorar",
        "dos_veces",
        "tarde",
    }


@pytest.mark.parametrize(
    ("accion", "leido"),
    [
        ("aprobar", "Pago realizado"),
        ("rechazar", "El pago no se hizo"),
        ("demorar", "Esperamos al banco"),
        ("dos_veces", "Pago realizado"),
        ("tarde", "Esperamos al banco"),
    ],
)
def test_each_button_brings_the_customer_back_to_its_end(casa: Casa, web: Navegador, accion: str, leido: str) -> None:
    assert _responder(web, casa, accion) == leido


def test_a_slow_approval_arrives_in_the_end(casa: Casa, web: Navegador) -> None:
    pago = journeys.iniciar(casa)
    web.post(f"/banco-demo/{pago.referencia}", data={"accion": "demorar"})
    casa.clock.adelantar(timedelta(minutes=2))
    assert titulo(pagina(web.get(f"/comprobantes/{pago.cod_transaccion}"))) == "Pago realizado"


def test_an_order_is_answered_once(casa: Casa, anonimo: Navegador) -> None:
    pago = journeys.en_el_banco(casa, journeys.iniciar(casa), "rechazar")
    arbol = pagina(anonimo.get(f"/banco-demo/{pago.referencia}"))
    assert "ya respondió" in texto(arbol)
    assert not acciones(arbol)


def test_an_unknown_order_or_action_is_refused(casa: Casa, anonimo: Navegador) -> None:
    pagina(anonimo.get("/banco-demo/inventada", headers=PAGINA), 404)
    pago = journeys.iniciar(casa)
    respuesta = anonimo.post(f"/banco-demo/{pago.referencia}", data={"accion": "regalar"}, headers=PAGINA)
    assert respuesta.status_code in {400, 422}


def test_what_anybody_may_open_by_its_name_cannot_be_guessed(casa: Casa) -> None:
    intentos = [journeys.en_el_banco(casa, journeys.iniciar(casa), "rechazar") for _ in range(3)]
    for nombres in ([pago.referencia or "" for pago in intentos], [pago.verificador for pago in intentos]):
        assert len(set(nombres)) == len(nombres)
    # 128 bits: 32 hexadecimal digits, 22 of base 64.
    assert all(re.fullmatch(r"BD-[0-9A-F]{32}", pago.referencia or "") for pago in intentos)
    assert all(re.fullmatch(r"[\w-]{22}", pago.verificador) for pago in intentos)
