"""Where the staff come in."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from portal.formats import dinero
from portal.operations.desk import pedidos
from tests import datos, journeys
from tests.conftest import Casa
from tests.operations.desk import extracts, late
from tests.pages import enlaces, pagina, por_id, texto

Navegador = TestClient[Litestar]


def test_each_thing_that_waits_is_counted_summed_and_one_click_away(
    casa: Casa, entrar: Callable[[str], Navegador]
) -> None:
    tarde = late.abierto(casa)
    dudoso = journeys.dudoso(casa, datos.AL_DIA, frozenset({"E1"}))
    casa.clock.adelantar(timedelta(minutes=5))
    extracts.subir(casa, b"codigo;fecha;importe;moneda\nBD-AJENA;23/11/2026;1000;1\n")
    mirona = entrar("mirona")
    arbol = pagina(mirona.get("/operador"))
    leido = texto(arbol)
    for pago in (tarde, dudoso):
        assert " ".join(dinero(pago.total, pago.moneda).split()) in leido
    for donde in ("/operador/bandeja#t-demorados", "/operador/casos", "/operador/extractos", "/operador/dia"):
        assert donde in enlaces(arbol)
    assert texto(por_id(arbol, "pendientes")).split() == ["4", "pendientes"]
    # On whichever page of the desk, and nowhere else.
    assert por_id(pagina(mirona.get("/operador/pagos")), "pendientes") is not None
    assert 'id="pendientes"' not in mirona.get("/cuenta").text


def test_what_was_seen_to_is_no_longer_counted(casa: Casa, entrar: Callable[[str], Navegador]) -> None:
    pago = journeys.pagado(casa)
    clienta = casa.actor(pago.usuario)
    casa.operar(lambda portal: pedidos.pedir(portal, clienta, pago.cod_transaccion, "Elegí mal la cuota"))
    operadora = entrar("operadora")
    assert "1" in texto(por_id(pagina(operadora.get("/operador")), "pendientes"))
    negado = operadora.post(f"/operador/pagos/{pago.id}/negar", data={"respuesta": "Ese pago es correcto"})
    assert 'id="pendientes"' not in negado.text


def test_the_day_s_sums_and_the_last_seven_days(casa: Casa, operador_web: Navegador) -> None:
    pago = journeys.pagado(casa)
    arbol = pagina(operador_web.get("/operador"))
    assert " ".join(dinero(pago.total, 1).split()) in texto(arbol)
    (dibujo,) = [cada for cada in arbol.iter() if cada.get("role") == "img"]
    trazos = next(cada.get("d", "") for cada in dibujo if cada.get("d")).split("M")[1:]
    assert [trazo.endswith("v-70.0") for trazo in trazos] == [False] * 6 + [True]
    assert "Sin pagos" in texto(arbol)


def test_customers_were_looked_for_here(operador_web: Navegador) -> None:
    assert operador_web.post("/operador", data={"documento": "1"}, follow_redirects=False).headers["location"] == (
        "/operador/clientes"
    )


@pytest.mark.parametrize("ruta", ["/operador", "/operador/dia/mes"])
def test_it_is_the_staff_s(web: Navegador, ruta: str) -> None:
    pagina(web.get(ruta), 403)
