from collections.abc import Callable

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from tests import datos, journeys
from tests.conftest import Casa
from tests.pages import enlaces, pagina, por_id, texto

Navegador = TestClient[Litestar]
Entrar = Callable[[str], Navegador]


def test_a_plan_is_told_in_words_drawings_and_tables(casa: Casa, web: Navegador) -> None:
    journeys.pagado(casa)
    respuesta = web.get("/lote")
    arbol = pagina(respuesta)
    leido = texto(arbol)
    assert "2 pagadas · 1 vencida · 57 por venir. Terminás en agosto 2031." in leido
    assert "60 cuotas, hoy de Gs. 850.000" in leido
    assert "3 % pagado" in leido
    assert "De Gs. 2.615.000 que vencían, faltan Gs. 850.000." in leido
    assert "La empresa todavía no detalla 55: se calculan en Gs. 850.000 cada una." in leido
    # Each drawing has its words, and a table.
    dibujos = [dibujo for dibujo in arbol.iter("{http://www.w3.org/2000/svg}svg") if dibujo.get("role") == "img"]
    assert [texto(por_id(arbol, str(dibujo.get("aria-labelledby"))))[:3] for dibujo in dibujos] == ["2 p", "De "]
    assert len(list(arbol.iter("table"))) == 2
    assert len(respuesta.content) < 16 * 1024


def test_paying_more_ends_sooner(web: Navegador) -> None:
    leido = texto(pagina(web.get("/lote?plan=P1&moneda=1&por_mes=1.700.000")))
    assert "Terminás en abril 2029. Son 28 meses antes." in leido


@pytest.mark.parametrize("por_mes", ["849.999", "poco", "-1", "<b>", "9" * 30])
def test_less_than_an_instalment_is_told_beside_the_box(web: Navegador, por_mes: str) -> None:
    respuesta = web.get("/lote", params={"por_mes": por_mes})
    assert "que llegue al de una cuota" in texto(por_id(pagina(respuesta, 422), "por_mes-error"))
    assert "<b></" not in respuesta.text


def test_whoever_has_several_chooses_one(entrar: Entrar) -> None:
    web = entrar(datos.DOS_PLANES)
    arbol = pagina(web.get("/lote"))
    assert {"/lote?plan=P7&moneda=1", "/lote?plan=P8&moneda=1"} <= enlaces(arbol)
    assert "Plan P7" in texto(next(pagina(web.get("/lote?plan=P7&moneda=1")).iter("h1")))


def test_another_persons_plan_is_not_there(web: Navegador) -> None:
    for consulta in ("plan=P7", "lote=L1", "plan=P1&moneda=2", "plan=P1&moneda=x"):
        assert "no está entre los tuyos" in texto(pagina(web.get(f"/lote?{consulta}"), 404))


def test_dollars_are_told_to_the_cent(entrar: Entrar) -> None:
    leido = texto(pagina(entrar(datos.DOLARES).get("/lote?por_mes=251,00")))
    assert "hoy de USD 125,50" in leido
    assert "Terminás en" in leido


def test_a_lot_that_owes_only_services_has_no_plan(entrar: Entrar) -> None:
    assert "Este lote no tiene cuotas" in texto(pagina(entrar(datos.SIN_CUOTAS).get("/lote")))


def test_whoever_owes_nothing_is_sent_to_the_debts(entrar: Entrar) -> None:
    arbol = pagina(entrar(datos.SIN_DEUDAS).get("/lote"))
    assert "No hay planes ni lotes para mostrar" in texto(arbol)
    assert "/deudas" in enlaces(arbol)


def test_what_the_company_does_not_tell_is_said(casa: Casa, web: Navegador) -> None:
    journeys.a_mano(casa, "UPDATE erp_deuda SET nro_cuota = NULL")
    leido = texto(pagina(web.get("/lote")))
    assert "0 pagadas · 3 vencidas · 2 por venir." in leido
    assert "no informa el número de cada cuota" in leido
    journeys.a_mano(casa, "UPDATE erp_deuda SET plan_codi = NULL, lote = NULL")
    assert "no informa de qué plan son tus deudas" in texto(pagina(web.get("/lote")))
