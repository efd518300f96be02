"""Three hundred debts: the years to come are folded, and asked for when they are opened."""

from collections.abc import Callable
from xml.etree.ElementTree import Element

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from tests import datos, journeys
from tests.conftest import Casa
from tests.forms import elegidas, enviar, idsession
from tests.pages import pagina, por_id, texto

Navegador = TestClient[Litestar]
TRESCIENTAS = """
INSERT INTO erp_deuda (
    codmovimiento, seq_di, documento, descripcion, impo_maxi, impo_tota, mone_codi, fech_venc, tipo, plan_codi, lote,
    nro_cuota, interes
)
WITH RECURSIVE n (i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
SELECT 'E' || i, i, documento, 'Cuota ' || i || ' de 300', impo_maxi, impo_tota, mone_codi,
    date('2026-07-10', '+' || i || ' months'), tipo, plan_codi, lote, i, 1000
FROM erp_deuda CROSS JOIN n WHERE codmovimiento = 'E1';
UPDATE erp_deuda SET fech_venc = '2026-08-10', interes = 1000 WHERE codmovimiento = 'E1';
UPDATE erp_deuda SET fech_venc = '2026-09-10', interes = 1000 WHERE codmovimiento = 'E2';
"""
CON_PARADA = {"a", "button", "summary", "input", "select"}


@pytest.fixture
def web(casa: Casa, entrar: Callable[[str], Navegador]) -> Navegador:
    journeys.a_mano(casa, TRESCIENTAS)
    return entrar(datos.AL_DIA)


def _paradas(nodo: Element, *, cerrado: bool = False) -> int:
    """Where the tabulator stops: nothing that is hidden, nor what a closed fold has within."""
    if nodo.get("type") == "hidden" or "sin-js" in (nodo.get("class") or ""):
        return 0
    propia = nodo.tag in CON_PARADA and (not cerrado or nodo.tag == "summary")
    dentro = nodo.tag == "details" and nodo.get("open") is None
    return propia + sum(
        _paradas(hijo, cerrado=cerrado or dentro)
        for hijo in nodo
        if not (cerrado and nodo.tag != "details") or hijo.tag == "summary"
    )


def test_they_come_in_few_bytes_and_few_stops(web: Navegador) -> None:
    respuesta = web.get("/deudas")
    arbol = pagina(respuesta)
    leido = texto(arbol)
    assert "Vencidas 4" in leido
    assert "Próximas 3Gs. 2.550.000" in leido
    assert "Más adelante 293Gs. 249.050.000" in leido
    assert "2028 12 deudas Gs. 10.200.000" in leido
    assert len(respuesta.content) <= 35 * 1024
    assert _paradas(arbol) <= 60


def test_a_year_is_opened_by_its_address_and_by_its_button_which_takes_the_choice_along(web: Navegador) -> None:
    por_direccion = pagina(web.get("/deudas?anio=2031,no,99999"))
    assert texto(por_id(por_direccion, "a-2031")).count(" mora ") == 12
    arbol = pagina(enviar(web, pagina(web.get("/deudas")), "/deudas/listado", elegir=("E1", "E2"), abrir="2028"))
    assert elegidas(arbol) == {"E1", "E2"}
    assert por_id(arbol, "a-2028").tag == "details"
    assert por_id(arbol, "a-2031").tag == "button"


def test_what_is_chosen_in_a_year_that_is_not_there_survives_every_act(web: Navegador) -> None:
    todas = pagina(enviar(web, pagina(web.get("/deudas?anio=2028")), ayuda="hasta:E24"))
    assert len(elegidas(todas)) == 24
    assert "2028 12 deudas · 7 elegidas" in texto(por_id(todas, "a-2028"))
    despues = pagina(enviar(web, todas, "/deudas/listado", vencidas="1"))
    assert elegidas(despues) == elegidas(todas)
    assert elegidas(pagina(enviar(web, despues))) == elegidas(todas)
    htmx = web.post(
        "/deudas/listado",
        data={"idsession": idsession(despues), "sel": sorted(elegidas(todas)), "abrir": "2030"},
        headers={"hx-request": "true"},
    )
    assert htmx.text.count('<input type="hidden" name="sel"') + htmx.text.count(" checked") == 24
    assert '<summary autofocus="">2030' in htmx.text or "<summary autofocus>2030" in htmx.text


def test_a_reason_opens_the_year_that_it_speaks_of(web: Navegador) -> None:
    arbol = pagina(enviar(web, pagina(web.get("/deudas")), elegir=("E100",)), 409)
    assert por_id(arbol, "a-2034").tag == "details"
    assert "Faltan la cuota 1, la cuota 2, la cuota 3 y 96 más" in texto(arbol)
