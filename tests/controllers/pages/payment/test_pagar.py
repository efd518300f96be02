"""From the choice to the bank's door: reviewed first, charged once, whatever is pressed twice or goes back."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from xml.etree.ElementTree import Element

import pytest
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from portal.operations.debts import carrito
from portal.operations.portal import Portal
from portal.structs.deudas import Carrito, Consulta
from tests import datos
from tests.conftest import Casa
from tests.forms import elegidas, enviar, idsession
from tests.pages import acciones, enlaces, pagina, texto, titulo

Navegador = TestClient[Litestar]
TOTAL = "1791475"


@pytest.fixture
def elegido(web: Navegador) -> Element:
    """The minimum of who owes three instalments and the water, chosen on the page."""
    return pagina(enviar(web, pagina(web.get("/deudas")), ayuda="minimo"))


def _revisar(web: Navegador, arbol: Element) -> str:
    respuesta = enviar(web, arbol, "/deudas/revisar")
    assert titulo(pagina(respuesta)) == "Revisá tu pago"
    return respuesta.url.path


def _confirmar(web: Navegador, ruta: str, total: str = TOTAL) -> Response:
    return web.post(ruta, data={"total": total}, follow_redirects=False)


def test_the_review_shows_it_all_and_charges_nothing(web: Navegador, elegido: Element) -> None:
    ruta = _revisar(web, elegido)
    arbol = pagina(web.get(ruta))
    leido = texto(arbol)
    for parte in (
        "Plan P1 · Lote L1 · Las Golondrinas",
        "Cuota 1 de 60",
        "Cuota 2 de 60",
        "Agua de 09/2026",
        "Gs. 1.765.000",
        "Gs. 26.475",
        "Gs. 1.791.475",
        "Todavía no se debita nada",
        "Pagar Gs. 1.791.475",
    ):
        assert parte in leido, parte
    assert "/deudas?moneda=1" in enlaces(arbol)
    assert ruta in acciones(arbol)


def test_confirming_leads_to_the_bank_and_twice_to_the_same_order(web: Navegador, elegido: Element) -> None:
    ruta = _revisar(web, elegido)
    primera, segunda = (_confirmar(web, ruta) for _ in range(2))
    assert primera.status_code == segunda.status_code == 303
    assert primera.headers["location"].startswith("http://localhost:8000/banco-demo/")
    assert primera.headers["location"] == segunda.headers["location"]


def test_going_back_to_the_review_leads_to_the_payment(web: Navegador, elegido: Element) -> None:
    ruta = _revisar(web, elegido)
    _confirmar(web, ruta)
    assert web.get(ruta, follow_redirects=False).headers["location"].startswith("/comprobantes/EC-")


def test_a_paid_cart_confirmed_again_leads_to_its_receipt(web: Navegador, elegido: Element) -> None:
    ruta = _revisar(web, elegido)
    banco = _confirmar(web, ruta).headers["location"].removeprefix("http://127.0.0.1:8000")
    web.post(banco, data={"accion": "aprobar"}, follow_redirects=False)
    recibo = web.get(ruta)
    assert titulo(pagina(recibo)) == "Pago realizado"
    assert _confirmar(web, ruta).headers["location"] == recibo.url.path


def test_another_total_than_the_one_seen_goes_back_to_the_debts(web: Navegador, elegido: Element) -> None:
    arbol = pagina(_confirmar(web, _revisar(web, elegido), "1000"), 409)
    assert titulo(arbol) == "Tus deudas"
    assert "El total cambió desde que lo viste" in texto(arbol)
    assert "Ahora es Gs. 1.791.475." in texto(arbol)
    assert elegidas(arbol) == {"A1", "A2", "AGUA-9"}


def test_a_cart_changed_in_another_tab_is_not_paid_by_the_old_one(casa: Casa, web: Navegador, elegido: Element) -> None:
    ruta = _revisar(web, elegido)
    numero = int(ruta.rsplit("/", 1)[1])
    actor = casa.actor(datos.TRES_Y_AGUA)

    async def otra_pestana(portal: Portal) -> tuple[Consulta, Carrito]:
        return await carrito.elegir(portal, actor, numero, frozenset({"A1", "A2", "A3", "AGUA-9"}))

    casa.operar(otra_pestana)
    assert "El total cambió" in texto(pagina(_confirmar(web, ruta), 409))


def test_two_tabs_with_the_same_debts_pay_once(web: Navegador, elegido: Element) -> None:
    una, otra = _revisar(web, elegido), _revisar(web, pagina(web.get("/deudas")))
    assert una != otra
    assert _confirmar(web, una).status_code == 303
    arbol = pagina(_confirmar(web, otra), 409)
    assert "otro pago en curso" in texto(arbol)
    assert elegidas(arbol) == set()


def test_nothing_chosen_is_said_and_not_reviewed(web: Navegador) -> None:
    arbol = pagina(enviar(web, pagina(web.get("/deudas")), "/deudas/revisar"), 422)
    assert "Elegí al menos una deuda." in texto(arbol)


def test_an_incomplete_choice_is_not_reviewed(web: Navegador) -> None:
    arbol = pagina(enviar(web, pagina(web.get("/deudas")), "/deudas/revisar", elegir=("A1",)), 409)
    assert "Agregar lo que falta" in texto(arbol)
    assert elegidas(arbol) == {"A1"}
    numero = idsession(arbol)
    assert web.get(f"/pagar/{numero}", follow_redirects=False).headers["location"] == "/deudas?moneda=1"


@pytest.mark.parametrize("total", ["", "mil", "NaN", "1e999999999"])
def test_a_made_up_total_is_refused(web: Navegador, elegido: Element, total: str) -> None:
    respuesta = _confirmar(web, _revisar(web, elegido), total)
    assert respuesta.status_code in {409, 422}
    pagina(respuesta, respuesta.status_code)


def test_anothers_cart_does_not_exist(entrar: Callable[[str], Navegador]) -> None:
    numero = idsession(pagina(entrar(datos.AL_DIA).get("/deudas")))
    web = entrar(datos.TRES_Y_AGUA)
    pagina(web.get(f"/pagar/{numero}"), 404)
    pagina(_confirmar(web, f"/pagar/{numero}"), 404)


def test_a_blocked_customer_cannot_pay_by_force(casa: Casa, entrar: Callable[[str], Navegador]) -> None:
    web = entrar(datos.BLOQUEADO)
    actor = casa.actor(datos.BLOQUEADO)

    async def abrir(portal: Portal) -> tuple[Consulta, Carrito]:
        return await carrito.mis_deudas(portal, actor, 1)

    numero = casa.operar(abrir)[0].idsession
    respuesta = web.post("/deudas/revisar", data={"idsession": str(numero), "sel": ["D1", "D2"]})
    assert "queda bloqueado" in texto(pagina(respuesta, 409))
    assert "Revisar y pagar" not in texto(pagina(respuesta, 409))


def test_a_consultation_of_yesterday_is_told_so(casa: Casa, web: Navegador, elegido: Element) -> None:
    casa.clock.adelantar(timedelta(days=1))
    # The session ended with the day; a new one keeps the old page open.
    web.post("/ingreso", data={"usuario": datos.TRES_Y_AGUA, "clave": datos.CLAVE}, follow_redirects=False)
    arbol = pagina(enviar(web, elegido, elegir=("A3",)), 409)
    assert "de otro día" in texto(arbol)


def test_dollars_are_confirmed_to_the_cent(entrar: Callable[[str], Navegador]) -> None:
    web = entrar(datos.DOLARES)
    arbol = pagina(enviar(web, pagina(web.get("/deudas?moneda=2")), ayuda="minimo"))
    revision = pagina(enviar(web, arbol, "/deudas/revisar"))
    visto = next(str(campo.get("value")) for campo in revision.iter("input") if campo.get("name") == "total")
    assert Decimal(visto) == Decimal("127.38")
    assert "Pagar USD 127,38" in texto(revision)
