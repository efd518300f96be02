"""Who looked at a customer's data, on their own page."""

import re

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from portal.operations.books import looks
from portal.operations.debts import consultas
from portal.operations.payment import comprobantes, pagos
from portal.operations.portal import Portal
from portal.repo.tables.access import anotaciones
from portal.texts import named
from portal.texts.catalogue import say
from tests import datos, journeys
from tests.conftest import Casa
from tests.pages import enlaces, pagina, texto

Navegador = TestClient[Litestar]
ANA = datos.TRES_Y_AGUA


def _miran(casa: Casa) -> None:
    pago = journeys.pagado(casa)
    operadora, canal = casa.actor("operadora"), casa.actor("canal-uno")

    async def todos(portal: Portal) -> None:
        await consultas.consultar(portal, operadora, ANA, 1, "Llamó para preguntar")
        await comprobantes.por_id(portal, operadora, pago.id)
        await pagos.listar(portal, operadora, buscar=str(pago.numero))
        await consultas.consultar(portal, canal, ANA, 1)
        await consultas.consultar(portal, operadora, datos.AL_DIA, 1, "De otra persona")

    casa.operar(todos)


def test_it_tells_what_others_looked_at_and_who_without_naming_the_staff(casa: Casa, web: Navegador) -> None:
    assert web.get("/deudas").status_code == 200
    assert "Nadie más miró tus datos" in texto(pagina(web.get("/cuenta/quien-miro")))
    _miran(casa)
    hoja = pagina(web.get("/cuenta/quien-miro"))
    (tabla,) = hoja.iter("tbody")
    filas = [[" ".join(texto(celda).split()) for celda in fila] for fila in tabla]
    cuando = "23/11/2026 10:00"
    assert [fila[:2] for fila in filas] == [
        ["Tus deudas", "Canal UnoRed de cobro"],
        ["La lista de tus pagos", "La empresa"],
        ["Uno de tus pagos", "La empresa"],
        ["Tus deudas", "La empresa"],
    ]
    assert {fila[2] for fila in filas} == {cuando}
    for ajeno in ("Olga", "operadora", "testclient", "Llamó"):
        assert ajeno not in texto(hoja)
    assert "/cuenta/quien-miro" in enlaces(pagina(web.get("/cuenta")))


def test_older_ones_are_on_the_next_page(casa: Casa, web: Navegador) -> None:
    canal = casa.actor("canal-uno")

    async def muchas(portal: Portal) -> None:
        for _ in range(looks.POR_PAGINA + 1):
            await consultas.consultar(portal, canal, ANA, 1)

    casa.operar(muchas)
    primera = pagina(web.get("/cuenta/quien-miro"))
    (mas,) = (uno for uno in enlaces(primera) if "antes=" in uno)
    segunda = pagina(web.get(mas))
    assert [len(list(tabla)) for tabla in (*primera.iter("tbody"), *segunda.iter("tbody"))] == [looks.POR_PAGINA, 1]
    assert "No hay miradas más viejas" in texto(pagina(web.get("/cuenta/quien-miro?antes=1")))


@pytest.mark.parametrize("accion", re.findall(r"'([a-z-]+)'", anotaciones.MIRADAS.split("IN")[1].split(")")[0]))
def test_each_kind_of_look_has_its_name(accion: str) -> None:
    assert say("mirada", named.datos(caso=accion))


def test_a_made_up_number_is_told(web: Navegador) -> None:
    assert web.get("/cuenta/quien-miro?antes=x").status_code == 400
